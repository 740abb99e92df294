"""Words for the kinds of records and of viewings, and the page on which a record of a kind is read."""

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from locality.registries import protected_models

WORDS = {  # where the model's own name would not be what people say
    "familymember": "place in the family",
    "needlevel": "level of need",
    "equalityanswer": "answer for equality monitoring",
    "episode": "help for the family",
    "lead": "lead professional",
    "score": "answer from 0 to 10",
    "evaluation": "how well a need was met",
    "closure": "end of the help",
    "copymade": "copy on paper",
    "consentcategory": "kind of information in an answer",
    "consentpartner": "partner named in an answer",
    "residence": "stay in a household",
    "consentartefact": "proof of consent",
    "consentexclusion": "what an answer leaves out",
    "consentpurpose": "purpose of an agreement",
    "holderanswer": "what another parent said",
    "decisionitem": "what a decision is about",
    "decisionrecipient": "recipient of a decision",
    "decisionsubject": "person a decision is about",
    "decisionconsent": "consent that a decision rests on",
    "decisiongateway": "legal power of a decision",
    "signingstep": "what was said before a signature",
    "disclosure": "how something was passed on",
    "toldlater": "that somebody was told later",
    "emergencyreview": "review of emergency access",
    "noninforming": "that somebody is not told",
    "noninforminglook": "look at whether somebody may be told",
    "papergiven": "paper given to a person",
    "storedfile": "file",
    "participant": "who took part",
    "subject": "whom a conversation is about",
    "addendum": "note added later",
    "completion": "what a conversation means",
    "differingview": "differing view",
    "needtold": "need that a conversation names",
    "leveltold": "level of need in a conversation",
    "qualitycheck": "check of how good a conversation was",
    "position": "side of a disagreement",
    "disagreementstep": "what was done about a disagreement",
    "steptransfer": "move to another service",
    "referral": "referral to the Front Door",
    "referralchild": "child a referral is about",
    "referralnote": "what happened after a referral",
    "agendaitem": "item of a meeting",
    "agendainput": "what a partner gave to a meeting",
    "inputrequest": "question to a partner before a meeting",
    "itemchoice": "what is done about a partner at a meeting",
    "interest": "that somebody knows the family",
    "carriedover": "item carried over to another meeting",
    "itemminute": "minute of a meeting",
    "stoodout": "who left the room for an item",
    "itemaction": "action of a meeting",
    "leadanswer": "whether somebody leads",
    "minuteaddendum": "note added to a minute",
    "guidance": "guidance",
    "teammember": "place in a locality team",
    "broughtlist": "list of people from data",
    "candidate": "person on a list from data",
}
ONE = {  # of one, where its words are no noun
    "agendainput": "answer given to a meeting",
    "consentexclusion": "thing an answer leaves out",
    "decisionitem": "thing a decision is about",
    "completion": "word on what a conversation means",
    "disclosure": "thing that was passed on",
    "disagreementstep": "thing done about a disagreement",
    "episode": "time of help for the family",
    "evaluation": "answer on how well a need was met",
    "holderanswer": "answer of another parent",
    "interest": "note that somebody knows the family",
    "itemchoice": "choice about a partner at a meeting",
    "leadanswer": "answer on who leads",
    "noninforming": "note that somebody is not told",
    "participant": "person who took part",
    "referralnote": "note after a referral",
    "stoodout": "person who left the room for an item",
    "subject": "person a conversation is about",
}
SEVERAL = {  # of more than one, where "s" at the end would not do
    "addendum": "notes added later",
    "agendainput": "answers given to a meeting",
    "agendaitem": "items of a meeting",
    "carriedover": "items carried over to another meeting",
    "closure": "ends of the help",
    "completion": "words on what a conversation means",
    "qualitycheck": "checks of how good a conversation was",
    "needtold": "needs that a conversation names",
    "leveltold": "levels of need in a conversation",
    "copymade": "copies on paper",
    "consentartefact": "proofs of consent",
    "consentcategory": "kinds of information in an answer",
    "consentexclusion": "things an answer leaves out",
    "consentpartner": "partners named in an answer",
    "consentpurpose": "purposes of an agreement",
    "decisionconsent": "consents that a decision rests on",
    "decisiongateway": "legal powers of a decision",
    "decisionitem": "things a decision is about",
    "decisionrecipient": "recipients of a decision",
    "decisionsubject": "people a decision is about",
    "disclosure": "things that were passed on",
    "disagreementstep": "things done about a disagreement",
    "episode": "times of help for the family",
    "evaluation": "answers on how well a need was met",
    "family": "families",
    "familymember": "places in the family",
    "holderanswer": "answers of another parent",
    "inputrequest": "questions to a partner before a meeting",
    "interest": "notes that somebody knows the family",
    "itemaction": "actions of a meeting",
    "itemchoice": "choices about a partner at a meeting",
    "itemminute": "minutes of a meeting",
    "leadanswer": "answers on who leads",
    "minuteaddendum": "notes added to a minute",
    "needlevel": "levels of need",
    "equalityanswer": "answers for equality monitoring",
    "papergiven": "papers given to a person",
    "participant": "people who took part",
    "person": "people",
    "position": "sides of a disagreement",
    "referral": "referrals to the Front Door",
    "referralchild": "children a referral is about",
    "referralnote": "notes after a referral",
    "residence": "stays in a household",
    "score": "answers from 0 to 10",
    "steptransfer": "moves to another service",
    "stoodout": "people who left the room for an item",
    "subject": "people a conversation is about",
}
PAGES = {  # where a record of the kind is read
    "family": "locality:family",
    "conversation": "conversations:conversation",
    "sharingdecision": "consent:decision",
    "consent": "consent:consent",
    "breach": "consent:breach",
    "referral": "conversations:referral",
    "agendaitem": "allocations:item",
    "allocationmeeting": "allocations:meeting",
    "disagreement": "conversations:disagreement",
    "assessment": "conversations:assessment",
    "plan": "conversations:plan",
    "steptransfer": "conversations:moving",
}
QUESTIONS = {
    "calendar": "the calendar of their telephone",
    "alert": "an alert",
    "alerts": "the alerts",
    "audits": "the audits",
    "audit sample": "a sample of an audit",
    "audit file": "the file of an audited decision",
    "who audits": "who audits",
    "evidence packs": "which evidence packs were made",
    "audit case": "a sampled case",
    "governance": "governance",
    "ledger": "the ledger",
    "who looked": "who looked",
    "why": "why somebody can see it",
}


def kind_words(name):
    """What people call a kind of record, by its model's name (`needlevel`): "level of need"."""
    model = protected_models().get(name)
    return WORDS.get(name) or (str(model._meta.verbose_name) if model else name)


def counted_words(name, number):
    """So many records of a kind, in words: "1 action", "2 levels of need"."""
    if number == 1:
        return f"1 {ONE.get(name) or kind_words(name)}"
    return f"{number} {SEVERAL.get(name) or f'{kind_words(name)}s'}"


def viewing_words(kind):
    """What was looked at, from a `Viewing`'s kind: "Conversation", "List: family", "History: conversation"."""
    if kind in QUESTIONS:
        return capfirst(QUESTIONS[kind])
    for prefix, words in (("list of ", "List: "), ("history of ", "History: "), ("why ", "Why: ")):
        if kind.startswith(prefix):
            return words + kind_words(_model_name(kind.removeprefix(prefix)))
    return capfirst(kind_words(_model_name(kind)))


def _model_name(label):
    return label.rsplit(".", 1)[-1].lower()


def page_of(name, key):
    """The address of the page on which this record is read, or ""."""
    try:
        return reverse(PAGES[name], args=[key])
    except (KeyError, NoReverseMatch):
        return ""
