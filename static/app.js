// Every page works without this file; with it, things are quicker and safer. One bundle, no inline script, no eval.
import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";
import { startAutosave } from "./behaviour/autosave.js";
import { startDrawing } from "./behaviour/draw.js";
import { startHiding } from "./behaviour/hide.js";
import { startMeeting } from "./behaviour/meeting.js";
import { foldFilters, foldParts, followSentence } from "./behaviour/page.js";
import { startSessionWarning } from "./behaviour/session.js";
import { guardSubmits } from "./behaviour/submit.js";
import { followProgress, waitForWork } from "./behaviour/waiting.js";

// GOV.UK puts aria-expanded on radios, where ARIA does not allow it; what opens follows the radio in the page anyway.
class QuietRadios extends Radios {
  syncConditionalRevealWithInputState($input) {
    super.syncConditionalRevealWithInputState($input);
    $input.removeAttribute("aria-expanded");
  }
}

// GOV.UK names the buttons of an accordion apart from what is written on them (WCAG 2.5.3); the written words are enough.
class PlainAccordion extends Accordion {
  setExpanded(expanded, $section) {
    super.setExpanded(expanded, $section);
    $section.querySelector(".govuk-accordion__section-button")?.removeAttribute("aria-label");
  }
}

// Counts as the server does: an emoji is one character, and spaces before and after do not count.
class SameCount extends CharacterCount {
  updateCount() {
    this.count = [...this.$textarea.value.trim()].length;
  }
}

createAll(PlainAccordion, { rememberExpanded: false });
for (const component of [Button, SameCount, Checkboxes, PasswordInput, QuietRadios, ServiceNavigation, SkipLink]) {
  createAll(component);
}
// Both take the focus when the page opens; a problem matters more than what went well before, so it comes last.
for (const component of [Tabs, NotificationBanner, ErrorSummary]) createAll(component);

guardSubmits(document);
document.querySelectorAll("form[data-draft-url]").forEach(startAutosave);
document.querySelectorAll("[data-draw]").forEach(startDrawing);
startSessionWarning(document.body);
startHiding(document);
startMeeting(document);
followSentence(document);
foldFilters(document);
foldParts(document);
waitForWork(document);
followProgress(document);
