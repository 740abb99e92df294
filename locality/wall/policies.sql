-- The wall: what the application's role may see and write, table by table. Written by `./dev wall` from the models'
-- declarations (locality/wall/declare.py); read it before committing it. What is not allowed here is forbidden.
--
-- Every table: row security on, for its owner too; one policy for each command; and the floor, which nothing can be
-- added to: nobody is at work, nothing is seen. The gate and the backup read; only triggers of the owner write history.


-- allocations_agendainput
ALTER TABLE allocations_agendainput ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_agendainput FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_agendainput AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_agendainput FOR SELECT TO locality_app USING (
    (allocations_agendainput.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = allocations_agendainput.family_id AND g.provider = allocations_agendainput.provider_id AND (g.record IS NULL AND g.category = allocations_agendainput.category_id OR g.record = allocations_agendainput.id AND g.kind = 'allocations.AgendaInput') LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = allocations_agendainput.family_id AND o.provider = allocations_agendainput.provider_id AND (o.record IS NULL AND o.category = allocations_agendainput.category_id OR o.record = allocations_agendainput.id AND o.kind = 'allocations.AgendaInput') LIMIT 1))
    AND allocations_agendainput.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON allocations_agendainput FOR INSERT TO locality_app WITH CHECK (
    allocations_agendainput.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = allocations_agendainput.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON allocations_agendainput FOR UPDATE TO locality_app USING (
    allocations_agendainput.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON allocations_agendainput FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_agendainputaccess
ALTER TABLE allocations_agendainputaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_agendainputaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_agendainputaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_agendainputaccess FOR SELECT TO locality_app USING (
    allocations_agendainputaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(allocations_agendainputaccess.decision_id));
CREATE POLICY add ON allocations_agendainputaccess FOR INSERT TO locality_app WITH CHECK (
    wall.decided(allocations_agendainputaccess.decision_id));
CREATE POLICY change ON allocations_agendainputaccess FOR UPDATE TO locality_app USING (
    allocations_agendainputaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(allocations_agendainputaccess.decision_id));
CREATE POLICY reads ON allocations_agendainputaccess FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_agendaitem
ALTER TABLE allocations_agendaitem ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_agendaitem FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_agendaitem AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_agendaitem FOR SELECT TO locality_app USING (
    (allocations_agendaitem.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = allocations_agendaitem.family_id AND g.provider = allocations_agendaitem.provider_id AND (g.record IS NULL AND g.category = allocations_agendaitem.category_id OR g.record = allocations_agendaitem.id AND g.kind = 'allocations.AgendaItem') LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = allocations_agendaitem.family_id AND o.provider = allocations_agendaitem.provider_id AND (o.record IS NULL AND o.category = allocations_agendaitem.category_id OR o.record = allocations_agendaitem.id AND o.kind = 'allocations.AgendaItem') LIMIT 1))
    AND allocations_agendaitem.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON allocations_agendaitem FOR INSERT TO locality_app WITH CHECK (
    allocations_agendaitem.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = allocations_agendaitem.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON allocations_agendaitem FOR UPDATE TO locality_app USING (
    allocations_agendaitem.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON allocations_agendaitem FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_agendaitemaccess
ALTER TABLE allocations_agendaitemaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_agendaitemaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_agendaitemaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_agendaitemaccess FOR SELECT TO locality_app USING (
    allocations_agendaitemaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(allocations_agendaitemaccess.decision_id));
CREATE POLICY add ON allocations_agendaitemaccess FOR INSERT TO locality_app WITH CHECK (
    wall.decided(allocations_agendaitemaccess.decision_id));
CREATE POLICY change ON allocations_agendaitemaccess FOR UPDATE TO locality_app USING (
    allocations_agendaitemaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(allocations_agendaitemaccess.decision_id));
CREATE POLICY reads ON allocations_agendaitemaccess FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_broughtlist
ALTER TABLE allocations_broughtlist ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_broughtlist FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_broughtlist AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_broughtlist FOR SELECT TO locality_app USING (
    allocations_broughtlist.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR (SELECT system FROM wall.me));
CREATE POLICY add ON allocations_broughtlist FOR INSERT TO locality_app WITH CHECK (
    allocations_broughtlist.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND allocations_broughtlist.brought_by_id = (SELECT person FROM wall.me));
CREATE POLICY change ON allocations_broughtlist FOR UPDATE TO locality_app USING (
    allocations_broughtlist.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR (SELECT system FROM wall.me));
CREATE POLICY reads ON allocations_broughtlist FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_candidate
ALTER TABLE allocations_candidate ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_candidate FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_candidate AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_candidate FOR SELECT TO locality_app USING (
    allocations_candidate.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR (SELECT system FROM wall.me));
CREATE POLICY add ON allocations_candidate FOR INSERT TO locality_app WITH CHECK (
    allocations_candidate.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY change ON allocations_candidate FOR UPDATE TO locality_app USING (
    allocations_candidate.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR (SELECT system FROM wall.me));
CREATE POLICY reads ON allocations_candidate FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_carriedover
ALTER TABLE allocations_carriedover ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_carriedover FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_carriedover AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_carriedover FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_carriedover.item_id));
CREATE POLICY add ON allocations_carriedover FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_carriedover.item_id)
    AND allocations_carriedover.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_carriedover.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON allocations_carriedover FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_inputrequest
ALTER TABLE allocations_inputrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_inputrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_inputrequest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_inputrequest FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_inputrequest.item_id));
CREATE POLICY add ON allocations_inputrequest FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_inputrequest.item_id)
    AND allocations_inputrequest.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_inputrequest.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY change ON allocations_inputrequest FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_inputrequest.item_id)
    AND allocations_inputrequest.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON allocations_inputrequest FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_interest
ALTER TABLE allocations_interest ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_interest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_interest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_interest FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_interest.item_id));
CREATE POLICY add ON allocations_interest FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_interest.item_id)
    AND allocations_interest.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_interest.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON allocations_interest FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_itemaction
ALTER TABLE allocations_itemaction ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_itemaction FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_itemaction AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_itemaction FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemaction.item_id));
CREATE POLICY add ON allocations_itemaction FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemaction.item_id)
    AND allocations_itemaction.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_itemaction.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY change ON allocations_itemaction FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemaction.item_id));
CREATE POLICY reads ON allocations_itemaction FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_itemchoice
ALTER TABLE allocations_itemchoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_itemchoice FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_itemchoice AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_itemchoice FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemchoice.item_id));
CREATE POLICY add ON allocations_itemchoice FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemchoice.item_id)
    AND allocations_itemchoice.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_itemchoice.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY change ON allocations_itemchoice FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemchoice.item_id)
    AND allocations_itemchoice.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON allocations_itemchoice FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_itemminute
ALTER TABLE allocations_itemminute ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_itemminute FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_itemminute AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_itemminute FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemminute.item_id));
CREATE POLICY add ON allocations_itemminute FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemminute.item_id)
    AND allocations_itemminute.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_itemminute.written_by_id = (SELECT person FROM wall.me)
    AND EXISTS (SELECT FROM allocations_allocationmeeting m
        WHERE m.id = allocations_itemminute.meeting_id AND m.run_by_id = allocations_itemminute.written_for_id));
CREATE POLICY change ON allocations_itemminute FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_itemminute.item_id)
    AND allocations_itemminute.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON allocations_itemminute FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_leadanswer
ALTER TABLE allocations_leadanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_leadanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_leadanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_leadanswer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_leadanswer.item_id));
CREATE POLICY add ON allocations_leadanswer FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_leadanswer.item_id)
    AND allocations_leadanswer.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_leadanswer.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON allocations_leadanswer FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_minuteaddendum
ALTER TABLE allocations_minuteaddendum ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_minuteaddendum FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_minuteaddendum AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_minuteaddendum FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_minuteaddendum.item_id));
CREATE POLICY add ON allocations_minuteaddendum FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_minuteaddendum.item_id)
    AND allocations_minuteaddendum.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_minuteaddendum.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON allocations_minuteaddendum FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_pack
ALTER TABLE allocations_pack ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_pack FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_pack AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_pack FOR SELECT TO locality_app USING (
    allocations_pack.practitioner_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON allocations_pack FOR INSERT TO locality_app WITH CHECK (
    allocations_pack.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON allocations_pack FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_packorder
ALTER TABLE allocations_packorder ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_packorder FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_packorder AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_packorder FOR SELECT TO locality_app USING (
    allocations_packorder.practitioner_id = (SELECT person FROM wall.me) OR (SELECT system FROM wall.me));
CREATE POLICY add ON allocations_packorder FOR INSERT TO locality_app WITH CHECK (
    allocations_packorder.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY change ON allocations_packorder FOR UPDATE TO locality_app USING (
    allocations_packorder.practitioner_id = (SELECT person FROM wall.me) OR (SELECT system FROM wall.me));
CREATE POLICY reads ON allocations_packorder FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_stoodout
ALTER TABLE allocations_stoodout ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_stoodout FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_stoodout AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_stoodout FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_stoodout.item_id));
CREATE POLICY add ON allocations_stoodout FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_stoodout.item_id)
    AND allocations_stoodout.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND allocations_stoodout.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY change ON allocations_stoodout FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = allocations_stoodout.item_id)
    AND allocations_stoodout.written_for_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON allocations_stoodout FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_adviceanswer
ALTER TABLE consent_adviceanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_adviceanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_adviceanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_adviceanswer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_advicerecord a WHERE a.id = consent_adviceanswer.advice_id));
CREATE POLICY add ON consent_adviceanswer FOR INSERT TO locality_app WITH CHECK (
    consent_adviceanswer.answered_by_id = (SELECT person FROM wall.me) AND EXISTS (SELECT FROM consent_advicerecord a WHERE a.id = consent_adviceanswer.advice_id AND a.adviser_id = (SELECT person FROM wall.me)));
CREATE POLICY reads ON consent_adviceanswer FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_advicelink
ALTER TABLE consent_advicelink ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_advicelink FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_advicelink AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_advicelink FOR SELECT TO locality_app USING (
    consent_advicelink.linked_by_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON consent_advicelink FOR INSERT TO locality_app WITH CHECK (
    consent_advicelink.linked_by_id = (SELECT person FROM wall.me) AND EXISTS (SELECT FROM locality_family f WHERE f.id = consent_advicelink.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))) AND EXISTS (SELECT FROM consent_advicerecord a WHERE a.id = consent_advicelink.advice_id AND a.asker_id = (SELECT person FROM wall.me)));
CREATE POLICY reads ON consent_advicelink FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_advicerecord
ALTER TABLE consent_advicerecord ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_advicerecord FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_advicerecord AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_advicerecord FOR SELECT TO locality_app USING (
    consent_advicerecord.asker_id = (SELECT person FROM wall.me) OR consent_advicerecord.adviser_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON consent_advicerecord FOR INSERT TO locality_app WITH CHECK (
    consent_advicerecord.asker_id = (SELECT person FROM wall.me) AND consent_advicerecord.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON consent_advicerecord FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_alertnote
ALTER TABLE consent_alertnote ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_alertnote FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_alertnote AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_alertnote FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR consent_alertnote.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY add ON consent_alertnote FOR INSERT TO locality_app WITH CHECK (
    consent_alertnote.noted_by_id = (SELECT person FROM wall.me) AND EXISTS (SELECT FROM wall.alert a WHERE a.id = consent_alertnote.alert AND a.partner_id = consent_alertnote.partner_id AND a.kind = consent_alertnote.kind));
CREATE POLICY reads ON consent_alertnote FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_auditdraft
ALTER TABLE consent_auditdraft ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_auditdraft FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_auditdraft AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_auditdraft FOR SELECT TO locality_app USING (
    consent_auditdraft.author_id = (SELECT person FROM wall.me));
CREATE POLICY add ON consent_auditdraft FOR INSERT TO locality_app WITH CHECK (
    consent_auditdraft.author_id = (SELECT person FROM wall.me));
CREATE POLICY change ON consent_auditdraft FOR UPDATE TO locality_app USING (
    consent_auditdraft.author_id = (SELECT person FROM wall.me));
CREATE POLICY remove ON consent_auditdraft FOR DELETE TO locality_app USING (
    consent_auditdraft.author_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_auditdraft FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_auditfile
ALTER TABLE consent_auditfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_auditfile FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_auditfile AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_auditfile FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR EXISTS (SELECT FROM consent_auditstep s WHERE s.file_id = consent_auditfile.id AND s.sent_to_id = (SELECT person FROM wall.me)));
CREATE POLICY add ON consent_auditfile FOR INSERT TO locality_app WITH CHECK (
    (SELECT audits FROM wall.me) AND EXISTS (SELECT FROM consent_auditsample s WHERE s.id = consent_auditfile.sample_id AND s.drawn_by_id = (SELECT person FROM wall.me)));
CREATE POLICY reads ON consent_auditfile FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_auditfinding
ALTER TABLE consent_auditfinding ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_auditfinding FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_auditfinding AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_auditfinding FOR SELECT TO locality_app USING (
    ((SELECT audits FROM wall.me) AND (consent_auditfinding.said_by_id = (SELECT person FROM wall.me) OR NOT consent_auditfinding.blind OR EXISTS (SELECT FROM wall.graded g WHERE g.file = consent_auditfinding.file_id)))
    OR EXISTS (SELECT FROM consent_auditstep s WHERE s.finding_id = consent_auditfinding.id AND s.sent_to_id = (SELECT person FROM wall.me)));
CREATE POLICY add ON consent_auditfinding FOR INSERT TO locality_app WITH CHECK (
    (SELECT audits FROM wall.me) AND consent_auditfinding.said_by_id = (SELECT person FROM wall.me) AND EXISTS (SELECT FROM consent_auditfile f WHERE f.id = consent_auditfinding.file_id AND (f.twice = consent_auditfinding.blind OR consent_auditfinding.kind = 'settled')
    AND NOT EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = f.decision_id AND d.decided_by_id = (SELECT person FROM wall.me))));
CREATE POLICY reads ON consent_auditfinding FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_auditsample
ALTER TABLE consent_auditsample ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_auditsample FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_auditsample AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_auditsample FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me));
CREATE POLICY add ON consent_auditsample FOR INSERT TO locality_app WITH CHECK (
    (SELECT audits FROM wall.me) AND consent_auditsample.drawn_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_auditsample FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_auditstep
ALTER TABLE consent_auditstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_auditstep FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_auditstep AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_auditstep FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR consent_auditstep.sent_to_id = (SELECT person FROM wall.me) AND consent_auditstep.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY add ON consent_auditstep FOR INSERT TO locality_app WITH CHECK (
    consent_auditstep.said_by_id = (SELECT person FROM wall.me) AND EXISTS (SELECT FROM wall.audited x WHERE x.finding = consent_auditstep.finding_id AND x.file = consent_auditstep.file_id AND x.partner = consent_auditstep.partner_id)
    AND (((SELECT audits FROM wall.me) AND consent_auditstep.kind IN ('sent', 'closed'))
    OR (consent_auditstep.kind IN ('corrected', 'explained') AND consent_auditstep.sent_to_id = (SELECT person FROM wall.me) AND consent_auditstep.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]))));
CREATE POLICY reads ON consent_auditstep FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_breach
ALTER TABLE consent_breach ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_breach FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_breach AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_breach FOR SELECT TO locality_app USING (
    consent_breach.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON consent_breach FOR INSERT TO locality_app WITH CHECK (
    consent_breach.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND consent_breach.reported_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_breach FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_breachstep
ALTER TABLE consent_breachstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_breachstep FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_breachstep AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_breachstep FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_breach b WHERE b.id = consent_breachstep.breach_id));
CREATE POLICY add ON consent_breachstep FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_breach b WHERE b.id = consent_breachstep.breach_id AND b.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])) AND consent_breachstep.said_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_breachstep FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_careorder
ALTER TABLE consent_careorder ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_careorder FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_careorder AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_careorder FOR SELECT TO locality_app USING (
    (consent_careorder.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = consent_careorder.family_id AND g.provider = consent_careorder.provider_id AND g.record IS NULL AND g.category = consent_careorder.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = consent_careorder.family_id AND o.provider = consent_careorder.provider_id AND o.record IS NULL AND o.category = consent_careorder.category_id LIMIT 1))
    AND consent_careorder.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_careorder FOR INSERT TO locality_app WITH CHECK (
    consent_careorder.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = consent_careorder.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON consent_careorder FOR UPDATE TO locality_app USING (
    consent_careorder.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON consent_careorder FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_consent
ALTER TABLE consent_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consent FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_consent AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_consent FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR (consent_consent.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = consent_consent.family_id AND g.provider = consent_consent.provider_id AND g.record IS NULL AND g.category = consent_consent.category_id LIMIT 1))
    AND consent_consent.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_consent FOR INSERT TO locality_app WITH CHECK (
    consent_consent.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = consent_consent.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON consent_consent FOR UPDATE TO locality_app USING (
    consent_consent.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON consent_consent FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_consentartefact
ALTER TABLE consent_consentartefact ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consentartefact FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_consentartefact AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_consentartefact FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentartefact.consent_id));
CREATE POLICY add ON consent_consentartefact FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentartefact.consent_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON consent_consentartefact FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_consentcategory
ALTER TABLE consent_consentcategory ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consentcategory FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_consentcategory AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_consentcategory FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentcategory.consent_id));
CREATE POLICY add ON consent_consentcategory FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentcategory.consent_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON consent_consentcategory FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_consentexclusion
ALTER TABLE consent_consentexclusion ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consentexclusion FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_consentexclusion AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_consentexclusion FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentexclusion.consent_id));
CREATE POLICY add ON consent_consentexclusion FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentexclusion.consent_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON consent_consentexclusion FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_consentpartner
ALTER TABLE consent_consentpartner ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consentpartner FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_consentpartner AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_consentpartner FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentpartner.consent_id));
CREATE POLICY add ON consent_consentpartner FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentpartner.consent_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON consent_consentpartner FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_consentpurpose
ALTER TABLE consent_consentpurpose ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consentpurpose FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_consentpurpose AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_consentpurpose FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentpurpose.consent_id));
CREATE POLICY add ON consent_consentpurpose FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_consentpurpose.consent_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON consent_consentpurpose FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_correction
ALTER TABLE consent_correction ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_correction FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_correction AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_correction FOR SELECT TO locality_app USING (
    (consent_correction.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = consent_correction.family_id AND g.provider = consent_correction.provider_id
        AND (g.record IS NULL AND g.category = consent_correction.category_id
            OR g.record = consent_correction.record AND g.kind = consent_correction.record_kind) LIMIT 1))
    AND consent_correction.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_correction FOR INSERT TO locality_app WITH CHECK (
    consent_correction.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND consent_correction.corrected_by_id = (SELECT person FROM wall.me)
    AND EXISTS (SELECT FROM locality_family f WHERE f.id = consent_correction.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY reads ON consent_correction FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_correctiontold
ALTER TABLE consent_correctiontold ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_correctiontold FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_correctiontold AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_correctiontold FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_correction c WHERE c.id = consent_correctiontold.correction_id AND c.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY add ON consent_correctiontold FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_correction c WHERE c.id = consent_correctiontold.correction_id AND c.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY change ON consent_correctiontold FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM consent_correction c WHERE c.id = consent_correctiontold.correction_id AND c.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON consent_correctiontold FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_decisionconsent
ALTER TABLE consent_decisionconsent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_decisionconsent FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_decisionconsent AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_decisionconsent FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_decisionconsent.decision_id LIMIT 1));
CREATE POLICY add ON consent_decisionconsent FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_decisionconsent.decision_id));
CREATE POLICY reads ON consent_decisionconsent FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_decisiongateway
ALTER TABLE consent_decisiongateway ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_decisiongateway FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_decisiongateway AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_decisiongateway FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_decisiongateway.decision_id LIMIT 1));
CREATE POLICY add ON consent_decisiongateway FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_decisiongateway.decision_id));
CREATE POLICY reads ON consent_decisiongateway FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_decisionitem
ALTER TABLE consent_decisionitem ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_decisionitem FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_decisionitem AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_decisionitem FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_decisionitem.decision_id LIMIT 1));
CREATE POLICY add ON consent_decisionitem FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_decisionitem.decision_id));
CREATE POLICY reads ON consent_decisionitem FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_decisionrecipient
ALTER TABLE consent_decisionrecipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_decisionrecipient FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_decisionrecipient AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_decisionrecipient FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_decisionrecipient.decision_id LIMIT 1));
CREATE POLICY add ON consent_decisionrecipient FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_decisionrecipient.decision_id));
CREATE POLICY reads ON consent_decisionrecipient FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_decisionsubject
ALTER TABLE consent_decisionsubject ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_decisionsubject FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_decisionsubject AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_decisionsubject FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_decisionsubject.decision_id LIMIT 1));
CREATE POLICY add ON consent_decisionsubject FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_decisionsubject.decision_id)
    AND EXISTS (SELECT FROM locality_person p WHERE p.id = consent_decisionsubject.person_id));
CREATE POLICY reads ON consent_decisionsubject FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_disclosure
ALTER TABLE consent_disclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_disclosure FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_disclosure AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_disclosure FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_disclosure.decision_id LIMIT 1));
CREATE POLICY add ON consent_disclosure FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_disclosure.decision_id) AND consent_disclosure.said_by_id = (SELECT person FROM wall.me)
    AND EXISTS (SELECT FROM consent_decisionitem i WHERE i.id = consent_disclosure.item_id
        AND i.decision_id = consent_disclosure.decision_id AND i.include)
    AND EXISTS (SELECT FROM consent_decisionrecipient p WHERE p.decision_id = consent_disclosure.decision_id
        AND p.partner_id = consent_disclosure.partner_id));
CREATE POLICY reads ON consent_disclosure FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_emergencyreview
ALTER TABLE consent_emergencyreview ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_emergencyreview FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_emergencyreview AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_emergencyreview FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_emergencyreview.decision_id LIMIT 1));
CREATE POLICY add ON consent_emergencyreview FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_emergencyreview.decision_id) AND consent_emergencyreview.reviewed_by_id = (SELECT person FROM wall.me)
    AND EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = consent_emergencyreview.decision_id AND d.basis = 'urgent' AND d.decided_by_id <> (SELECT person FROM wall.me)));
CREATE POLICY reads ON consent_emergencyreview FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_endacknowledgement
ALTER TABLE consent_endacknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_endacknowledgement FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_endacknowledgement AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_endacknowledgement FOR SELECT TO locality_app USING (
    consent_endacknowledgement.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.decided(consent_endacknowledgement.decision_id) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON consent_endacknowledgement FOR INSERT TO locality_app WITH CHECK (
    consent_endacknowledgement.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND consent_endacknowledgement.acknowledged_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_endacknowledgement FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_familyaccess
ALTER TABLE consent_familyaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_familyaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_familyaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_familyaccess FOR SELECT TO locality_app USING (
    consent_familyaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(consent_familyaccess.decision_id));
CREATE POLICY add ON consent_familyaccess FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_familyaccess.decision_id));
CREATE POLICY change ON consent_familyaccess FOR UPDATE TO locality_app USING (
    consent_familyaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(consent_familyaccess.decision_id));
CREATE POLICY reads ON consent_familyaccess FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_holderanswer
ALTER TABLE consent_holderanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_holderanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_holderanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_holderanswer FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_holderanswer.consent_id));
CREATE POLICY add ON consent_holderanswer FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_consent p WHERE p.id = consent_holderanswer.consent_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON consent_holderanswer FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_informationrequest
ALTER TABLE consent_informationrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_informationrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_informationrequest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_informationrequest FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR consent_informationrequest.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    OR EXISTS (SELECT FROM consent_receivedrequest r WHERE r.question_id = consent_informationrequest.id));
CREATE POLICY add ON consent_informationrequest FOR INSERT TO locality_app WITH CHECK (
    consent_informationrequest.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND consent_informationrequest.asked_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_informationrequest FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_noninforming
ALTER TABLE consent_noninforming ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_noninforming FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_noninforming AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_noninforming FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_noninforming.decision_id LIMIT 1));
CREATE POLICY add ON consent_noninforming FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_noninforming.decision_id)
    AND EXISTS (SELECT FROM locality_person p WHERE p.id = consent_noninforming.person_id)
    AND (consent_noninforming.decided_by_id IS NULL OR consent_noninforming.decided_by_id = (SELECT person FROM wall.me)));
CREATE POLICY reads ON consent_noninforming FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_noninforminglook
ALTER TABLE consent_noninforminglook ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_noninforminglook FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_noninforminglook AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_noninforminglook FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_noninforminglook.decision_id LIMIT 1));
CREATE POLICY add ON consent_noninforminglook FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_noninforminglook.decision_id) AND consent_noninforminglook.looked_by_id = (SELECT person FROM wall.me)
    AND EXISTS (SELECT FROM consent_noninforming n WHERE n.id = consent_noninforminglook.of_id AND n.decision_id = consent_noninforminglook.decision_id
        AND (consent_noninforminglook.found <> 'signed' OR n.decided_by_id <> (SELECT person FROM wall.me))));
CREATE POLICY reads ON consent_noninforminglook FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_onwardact
ALTER TABLE consent_onwardact ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_onwardact FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_onwardact AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_onwardact FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_onwardshare s WHERE s.id = consent_onwardact.share_id));
CREATE POLICY add ON consent_onwardact FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_onwardshare s WHERE s.id = consent_onwardact.share_id AND s.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])) AND consent_onwardact.said_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_onwardact FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_onwardanswer
ALTER TABLE consent_onwardanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_onwardanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_onwardanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_onwardanswer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_onwardrequest q WHERE q.id = consent_onwardanswer.question_id));
CREATE POLICY add ON consent_onwardanswer FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM consent_onwardrequest q WHERE q.id = consent_onwardanswer.question_id AND q.asked_id = ANY ((SELECT partners FROM wall.me)::uuid[])) AND consent_onwardanswer.answered_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_onwardanswer FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_onwardrequest
ALTER TABLE consent_onwardrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_onwardrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_onwardrequest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_onwardrequest FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR (consent_onwardrequest.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR consent_onwardrequest.asked_id = ANY ((SELECT partners FROM wall.me)::uuid[]))
    AND consent_onwardrequest.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_onwardrequest FOR INSERT TO locality_app WITH CHECK (
    consent_onwardrequest.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND consent_onwardrequest.asked_by_id = (SELECT person FROM wall.me)
    AND consent_onwardrequest.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY reads ON consent_onwardrequest FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_onwardshare
ALTER TABLE consent_onwardshare ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_onwardshare FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_onwardshare AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_onwardshare FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR (consent_onwardshare.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR consent_onwardshare.told_id = ANY ((SELECT partners FROM wall.me)::uuid[]))
    AND consent_onwardshare.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_onwardshare FOR INSERT TO locality_app WITH CHECK (
    consent_onwardshare.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND wall.decided(consent_onwardshare.decision_id));
CREATE POLICY reads ON consent_onwardshare FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_paper
ALTER TABLE consent_paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_paper FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_paper AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_paper FOR SELECT TO locality_app USING (
    (SELECT true FROM wall.me));
CREATE POLICY add ON consent_paper FOR INSERT TO locality_app WITH CHECK (
    consent_paper.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND consent_paper.written_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_paper FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_paperapproval
ALTER TABLE consent_paperapproval ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_paperapproval FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_paperapproval AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_paperapproval FOR SELECT TO locality_app USING (
    (SELECT true FROM wall.me));
CREATE POLICY add ON consent_paperapproval FOR INSERT TO locality_app WITH CHECK (
    consent_paperapproval.approved_by_id = (SELECT person FROM wall.me) AND EXISTS (SELECT FROM consent_paper p WHERE p.id = consent_paperapproval.paper_id
        AND p.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND p.written_by_id <> (SELECT person FROM wall.me)));
CREATE POLICY reads ON consent_paperapproval FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_papergiven
ALTER TABLE consent_papergiven ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_papergiven FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_papergiven AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_papergiven FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR (consent_papergiven.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = consent_papergiven.family_id AND g.provider = consent_papergiven.provider_id AND g.record IS NULL AND g.category = consent_papergiven.category_id LIMIT 1))
    AND consent_papergiven.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_papergiven FOR INSERT TO locality_app WITH CHECK (
    consent_papergiven.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = consent_papergiven.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY reads ON consent_papergiven FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_receivedrequest
ALTER TABLE consent_receivedrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_receivedrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_receivedrequest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_receivedrequest FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR consent_receivedrequest.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND (consent_receivedrequest.family_id IS NULL OR consent_receivedrequest.family_id <> ALL ((SELECT wall.shut_families())::uuid[])));
CREATE POLICY add ON consent_receivedrequest FOR INSERT TO locality_app WITH CHECK (
    consent_receivedrequest.family_id IS NULL AND consent_receivedrequest.decision_id IS NULL AND consent_receivedrequest.why_no_reasons = '' AND consent_receivedrequest.asked_by_id = (SELECT person FROM wall.me));
CREATE POLICY change ON consent_receivedrequest FOR UPDATE TO locality_app USING (
    consent_receivedrequest.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND (consent_receivedrequest.family_id IS NULL OR EXISTS (SELECT FROM locality_family f WHERE f.id = consent_receivedrequest.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id)))));
CREATE POLICY reads ON consent_receivedrequest FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_requestreply
ALTER TABLE consent_requestreply ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_requestreply FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_requestreply AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_requestreply FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_informationrequest q WHERE q.id = consent_requestreply.question_id));
CREATE POLICY add ON consent_requestreply FOR INSERT TO locality_app WITH CHECK (
    consent_requestreply.replied_by_id = (SELECT person FROM wall.me) AND EXISTS (SELECT FROM consent_receivedrequest r WHERE r.question_id = consent_requestreply.question_id AND r.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON consent_requestreply FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_sharingdecision
ALTER TABLE consent_sharingdecision ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_sharingdecision FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_sharingdecision AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_sharingdecision FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR consent_sharingdecision.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND consent_sharingdecision.family_id <> ALL ((SELECT wall.shut_families())::uuid[])
    OR wall.has_received(consent_sharingdecision.id)
    OR wall.gives(consent_sharingdecision.family_id, consent_sharingdecision.provider_id, consent_sharingdecision.category_id) AND consent_sharingdecision.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_sharingdecision FOR INSERT TO locality_app WITH CHECK (
    consent_sharingdecision.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND consent_sharingdecision.decided_by_id = (SELECT person FROM wall.me)
    AND EXISTS (SELECT FROM locality_family f WHERE f.id = consent_sharingdecision.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON consent_sharingdecision FOR UPDATE TO locality_app USING (
    consent_sharingdecision.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON consent_sharingdecision FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_signature
ALTER TABLE consent_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_signature FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_signature AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_signature FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR (consent_signature.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = consent_signature.family_id AND g.provider = consent_signature.provider_id AND g.record IS NULL AND g.category = consent_signature.category_id LIMIT 1))
    AND consent_signature.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_signature FOR INSERT TO locality_app WITH CHECK (
    consent_signature.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = consent_signature.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY reads ON consent_signature FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_signingstep
ALTER TABLE consent_signingstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_signingstep FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_signingstep AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_signingstep FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_signingstep.decision_id LIMIT 1));
CREATE POLICY add ON consent_signingstep FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_signingstep.decision_id) AND consent_signingstep.said_by_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON consent_signingstep FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_storedfile
ALTER TABLE consent_storedfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_storedfile FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_storedfile AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_storedfile FOR SELECT TO locality_app USING (
    (consent_storedfile.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = consent_storedfile.family_id AND g.provider = consent_storedfile.provider_id AND g.record IS NULL AND g.category = consent_storedfile.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = consent_storedfile.family_id AND o.provider = consent_storedfile.provider_id AND o.record IS NULL AND o.category = consent_storedfile.category_id LIMIT 1))
    AND consent_storedfile.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON consent_storedfile FOR INSERT TO locality_app WITH CHECK (
    consent_storedfile.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = consent_storedfile.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY reads ON consent_storedfile FOR SELECT TO locality_policy, locality_backup USING (true);

-- consent_toldlater
ALTER TABLE consent_toldlater ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_toldlater FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_toldlater AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_toldlater FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me) OR (SELECT true FROM wall.readable x WHERE x.decision = consent_toldlater.decision_id LIMIT 1));
CREATE POLICY add ON consent_toldlater FOR INSERT TO locality_app WITH CHECK (
    wall.decided(consent_toldlater.decision_id) AND consent_toldlater.said_by_id = (SELECT person FROM wall.me)
    AND EXISTS (SELECT FROM locality_person p WHERE p.id = consent_toldlater.person_id));
CREATE POLICY reads ON consent_toldlater FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_action
ALTER TABLE conversations_action ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_action FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_action AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_action FOR SELECT TO locality_app USING (
    (conversations_action.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_action.family_id AND g.provider = conversations_action.provider_id AND (g.record IS NULL AND g.category = conversations_action.category_id OR g.record = conversations_action.goes_with_id AND g.kind = 'conversations.Conversation') LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_action.family_id AND o.provider = conversations_action.provider_id AND (o.record IS NULL AND o.category = conversations_action.category_id OR o.record = conversations_action.goes_with_id AND o.kind = 'conversations.Conversation') LIMIT 1))
    AND conversations_action.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_action FOR INSERT TO locality_app WITH CHECK (
    conversations_action.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_action.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_action FOR UPDATE TO locality_app USING (
    (conversations_action.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_action.family_id AND g.provider = conversations_action.provider_id AND (g.record IS NULL AND g.category = conversations_action.category_id OR g.record = conversations_action.goes_with_id AND g.kind = 'conversations.Conversation') LIMIT 1))
    AND conversations_action.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY reads ON conversations_action FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_addendum
ALTER TABLE conversations_addendum ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_addendum FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_addendum AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_addendum FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_addendum.conversation_id));
CREATE POLICY add ON conversations_addendum FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_addendum.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY change ON conversations_addendum FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_addendum.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_addendum FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_assessment
ALTER TABLE conversations_assessment ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_assessment FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_assessment AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_assessment FOR SELECT TO locality_app USING (
    (conversations_assessment.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_assessment.family_id AND g.provider = conversations_assessment.provider_id AND g.record IS NULL AND g.category = conversations_assessment.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_assessment.family_id AND o.provider = conversations_assessment.provider_id AND o.record IS NULL AND o.category = conversations_assessment.category_id LIMIT 1))
    AND conversations_assessment.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_assessment FOR INSERT TO locality_app WITH CHECK (
    conversations_assessment.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_assessment.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_assessment FOR UPDATE TO locality_app USING (
    conversations_assessment.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_assessment FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_closure
ALTER TABLE conversations_closure ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_closure FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_closure AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_closure FOR SELECT TO locality_app USING (
    (conversations_closure.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_closure.family_id AND g.provider = conversations_closure.provider_id AND g.record IS NULL AND g.category = conversations_closure.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_closure.family_id AND o.provider = conversations_closure.provider_id AND o.record IS NULL AND o.category = conversations_closure.category_id LIMIT 1))
    AND conversations_closure.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_closure FOR INSERT TO locality_app WITH CHECK (
    conversations_closure.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_closure.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_closure FOR UPDATE TO locality_app USING (
    conversations_closure.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_closure FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_completion
ALTER TABLE conversations_completion ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_completion FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_completion AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_completion FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_completion.conversation_id));
CREATE POLICY add ON conversations_completion FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_completion.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_completion FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_conversation
ALTER TABLE conversations_conversation ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_conversation FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_conversation AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_conversation FOR SELECT TO locality_app USING (
    (conversations_conversation.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_conversation.family_id AND g.provider = conversations_conversation.provider_id AND (g.record IS NULL AND g.category = conversations_conversation.category_id OR g.record = conversations_conversation.id AND g.kind = 'conversations.Conversation') LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_conversation.family_id AND o.provider = conversations_conversation.provider_id AND (o.record IS NULL AND o.category = conversations_conversation.category_id OR o.record = conversations_conversation.id AND o.kind = 'conversations.Conversation') LIMIT 1))
    AND conversations_conversation.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_conversation FOR INSERT TO locality_app WITH CHECK (
    conversations_conversation.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_conversation.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_conversation FOR UPDATE TO locality_app USING (
    conversations_conversation.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_conversation FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_conversationaccess
ALTER TABLE conversations_conversationaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_conversationaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_conversationaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_conversationaccess FOR SELECT TO locality_app USING (
    conversations_conversationaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(conversations_conversationaccess.decision_id));
CREATE POLICY add ON conversations_conversationaccess FOR INSERT TO locality_app WITH CHECK (
    wall.decided(conversations_conversationaccess.decision_id));
CREATE POLICY change ON conversations_conversationaccess FOR UPDATE TO locality_app USING (
    conversations_conversationaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(conversations_conversationaccess.decision_id));
CREATE POLICY reads ON conversations_conversationaccess FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_copymade
ALTER TABLE conversations_copymade ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_copymade FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_copymade AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_copymade FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR (conversations_copymade.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_copymade.family_id AND g.provider = conversations_copymade.provider_id AND g.record IS NULL AND g.category = conversations_copymade.category_id LIMIT 1))
    AND conversations_copymade.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_copymade FOR INSERT TO locality_app WITH CHECK (
    conversations_copymade.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_copymade.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY reads ON conversations_copymade FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_differingview
ALTER TABLE conversations_differingview ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_differingview FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_differingview AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_differingview FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_differingview.conversation_id));
CREATE POLICY add ON conversations_differingview FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_differingview.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_differingview FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_disagreement
ALTER TABLE conversations_disagreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_disagreement FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_disagreement AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_disagreement FOR SELECT TO locality_app USING (
    (conversations_disagreement.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_disagreement.family_id AND g.provider = conversations_disagreement.provider_id AND (g.record IS NULL AND g.category = conversations_disagreement.category_id OR g.record = conversations_disagreement.id AND g.kind = 'conversations.Disagreement') LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_disagreement.family_id AND o.provider = conversations_disagreement.provider_id AND (o.record IS NULL AND o.category = conversations_disagreement.category_id OR o.record = conversations_disagreement.id AND o.kind = 'conversations.Disagreement') LIMIT 1))
    AND conversations_disagreement.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_disagreement FOR INSERT TO locality_app WITH CHECK (
    conversations_disagreement.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_disagreement.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_disagreement FOR UPDATE TO locality_app USING (
    conversations_disagreement.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_disagreement FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_disagreementaccess
ALTER TABLE conversations_disagreementaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_disagreementaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_disagreementaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_disagreementaccess FOR SELECT TO locality_app USING (
    conversations_disagreementaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(conversations_disagreementaccess.decision_id));
CREATE POLICY add ON conversations_disagreementaccess FOR INSERT TO locality_app WITH CHECK (
    wall.decided(conversations_disagreementaccess.decision_id));
CREATE POLICY change ON conversations_disagreementaccess FOR UPDATE TO locality_app USING (
    conversations_disagreementaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(conversations_disagreementaccess.decision_id));
CREATE POLICY reads ON conversations_disagreementaccess FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_disagreementstep
ALTER TABLE conversations_disagreementstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_disagreementstep FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_disagreementstep AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_disagreementstep FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_disagreement p WHERE p.id = conversations_disagreementstep.disagreement_id));
CREATE POLICY add ON conversations_disagreementstep FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_disagreement p WHERE p.id = conversations_disagreementstep.disagreement_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY change ON conversations_disagreementstep FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM conversations_disagreement p WHERE p.id = conversations_disagreementstep.disagreement_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_disagreementstep FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_draft
ALTER TABLE conversations_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_draft AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_draft FOR SELECT TO locality_app USING (
    conversations_draft.author_id = (SELECT person FROM wall.me));
CREATE POLICY add ON conversations_draft FOR INSERT TO locality_app WITH CHECK (
    conversations_draft.author_id = (SELECT person FROM wall.me));
CREATE POLICY change ON conversations_draft FOR UPDATE TO locality_app USING (
    conversations_draft.author_id = (SELECT person FROM wall.me));
CREATE POLICY remove ON conversations_draft FOR DELETE TO locality_app USING (
    conversations_draft.author_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON conversations_draft FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_episode
ALTER TABLE conversations_episode ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_episode FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_episode AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_episode FOR SELECT TO locality_app USING (
    (conversations_episode.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_episode.family_id AND g.provider = conversations_episode.provider_id AND g.record IS NULL AND g.category = conversations_episode.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_episode.family_id AND o.provider = conversations_episode.provider_id AND o.record IS NULL AND o.category = conversations_episode.category_id LIMIT 1))
    AND conversations_episode.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_episode FOR INSERT TO locality_app WITH CHECK (
    conversations_episode.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_episode.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_episode FOR UPDATE TO locality_app USING (
    conversations_episode.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR EXISTS (
        SELECT FROM conversations_lead l
        WHERE l.episode_id = conversations_episode.id AND l.practitioner_id = (SELECT person FROM wall.me) AND l.answer = 'accepted'
            AND NOT EXISTS (
                SELECT FROM conversations_lead n
                WHERE n.episode_id = l.episode_id AND n.answer = 'accepted' AND n.answered_at > l.answered_at)));
CREATE POLICY reads ON conversations_episode FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_evaluation
ALTER TABLE conversations_evaluation ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_evaluation FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_evaluation AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_evaluation FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_need n WHERE n.id = conversations_evaluation.need_id));
CREATE POLICY add ON conversations_evaluation FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_need n WHERE n.id = conversations_evaluation.need_id AND n.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]))
        AND EXISTS (SELECT FROM conversations_review v WHERE v.id = conversations_evaluation.review_id AND v.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY change ON conversations_evaluation FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM conversations_need n WHERE n.id = conversations_evaluation.need_id AND n.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]))
        AND EXISTS (SELECT FROM conversations_review v WHERE v.id = conversations_evaluation.review_id AND v.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_evaluation FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_lead
ALTER TABLE conversations_lead ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_lead FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_lead AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_lead FOR SELECT TO locality_app USING (
    (conversations_lead.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_lead.family_id AND g.provider = conversations_lead.provider_id AND g.record IS NULL AND g.category = conversations_lead.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_lead.family_id AND o.provider = conversations_lead.provider_id AND o.record IS NULL AND o.category = conversations_lead.category_id LIMIT 1))
    AND conversations_lead.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_lead FOR INSERT TO locality_app WITH CHECK (
    conversations_lead.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_lead.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))) AND EXISTS (SELECT FROM conversations_episode p WHERE p.id = conversations_lead.episode_id AND p.provider_id = conversations_lead.provider_id AND p.family_id = conversations_lead.family_id));
CREATE POLICY change ON conversations_lead FOR UPDATE TO locality_app USING (
    conversations_lead.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR conversations_lead.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON conversations_lead FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_leveltold
ALTER TABLE conversations_leveltold ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_leveltold FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_leveltold AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_leveltold FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_leveltold.conversation_id));
CREATE POLICY add ON conversations_leveltold FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_leveltold.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_leveltold FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_need
ALTER TABLE conversations_need ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_need FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_need AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_need FOR SELECT TO locality_app USING (
    (conversations_need.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_need.family_id AND g.provider = conversations_need.provider_id AND g.record IS NULL AND g.category = conversations_need.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_need.family_id AND o.provider = conversations_need.provider_id AND o.record IS NULL AND o.category = conversations_need.category_id LIMIT 1))
    AND conversations_need.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_need FOR INSERT TO locality_app WITH CHECK (
    conversations_need.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM conversations_assessment a WHERE a.id = conversations_need.assessment_id
        AND a.family_id = conversations_need.family_id AND a.provider_id = conversations_need.provider_id));
CREATE POLICY change ON conversations_need FOR UPDATE TO locality_app USING (
    conversations_need.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_need FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_needtold
ALTER TABLE conversations_needtold ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_needtold FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_needtold AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_needtold FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_needtold.conversation_id));
CREATE POLICY add ON conversations_needtold FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_needtold.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_needtold FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_participant
ALTER TABLE conversations_participant ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_participant FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_participant AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_participant FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_participant.conversation_id));
CREATE POLICY add ON conversations_participant FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_participant.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY change ON conversations_participant FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_participant.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_participant FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_plan
ALTER TABLE conversations_plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_plan FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_plan AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_plan FOR SELECT TO locality_app USING (
    (conversations_plan.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_plan.family_id AND g.provider = conversations_plan.provider_id AND g.record IS NULL AND g.category = conversations_plan.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_plan.family_id AND o.provider = conversations_plan.provider_id AND o.record IS NULL AND o.category = conversations_plan.category_id LIMIT 1))
    AND conversations_plan.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_plan FOR INSERT TO locality_app WITH CHECK (
    conversations_plan.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_plan.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_plan FOR UPDATE TO locality_app USING (
    conversations_plan.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_plan FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_position
ALTER TABLE conversations_position ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_position FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_position AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_position FOR SELECT TO locality_app USING (
    (conversations_position.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_position.family_id AND g.provider = conversations_position.provider_id AND (g.record IS NULL AND g.category = conversations_position.category_id OR g.record = conversations_position.id AND g.kind = 'conversations.Position') LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_position.family_id AND o.provider = conversations_position.provider_id AND (o.record IS NULL AND o.category = conversations_position.category_id OR o.record = conversations_position.id AND o.kind = 'conversations.Position') LIMIT 1))
    AND conversations_position.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_position FOR INSERT TO locality_app WITH CHECK (
    conversations_position.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM conversations_disagreement d WHERE d.id = conversations_position.disagreement_id AND d.family_id = conversations_position.family_id));
CREATE POLICY change ON conversations_position FOR UPDATE TO locality_app USING (
    conversations_position.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_position FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_positionaccess
ALTER TABLE conversations_positionaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_positionaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_positionaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_positionaccess FOR SELECT TO locality_app USING (
    conversations_positionaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(conversations_positionaccess.decision_id));
CREATE POLICY add ON conversations_positionaccess FOR INSERT TO locality_app WITH CHECK (
    wall.decided(conversations_positionaccess.decision_id));
CREATE POLICY change ON conversations_positionaccess FOR UPDATE TO locality_app USING (
    conversations_positionaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(conversations_positionaccess.decision_id));
CREATE POLICY reads ON conversations_positionaccess FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_qualitycheck
ALTER TABLE conversations_qualitycheck ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_qualitycheck FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_qualitycheck AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_qualitycheck FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_qualitycheck.conversation_id));
CREATE POLICY add ON conversations_qualitycheck FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_qualitycheck.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_qualitycheck FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_referral
ALTER TABLE conversations_referral ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_referral FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_referral AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_referral FOR SELECT TO locality_app USING (
    (conversations_referral.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_referral.family_id AND g.provider = conversations_referral.provider_id AND (g.record IS NULL AND g.category = conversations_referral.category_id OR g.record = conversations_referral.id AND g.kind = 'conversations.Referral') LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_referral.family_id AND o.provider = conversations_referral.provider_id AND (o.record IS NULL AND o.category = conversations_referral.category_id OR o.record = conversations_referral.id AND o.kind = 'conversations.Referral') LIMIT 1))
    AND conversations_referral.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_referral FOR INSERT TO locality_app WITH CHECK (
    conversations_referral.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_referral.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_referral FOR UPDATE TO locality_app USING (
    conversations_referral.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_referral FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_referralaccess
ALTER TABLE conversations_referralaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_referralaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_referralaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_referralaccess FOR SELECT TO locality_app USING (
    conversations_referralaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(conversations_referralaccess.decision_id));
CREATE POLICY add ON conversations_referralaccess FOR INSERT TO locality_app WITH CHECK (
    wall.decided(conversations_referralaccess.decision_id));
CREATE POLICY change ON conversations_referralaccess FOR UPDATE TO locality_app USING (
    conversations_referralaccess.group_id = ANY ((SELECT groups FROM wall.me)::int[]) OR (SELECT audits FROM wall.me) OR wall.decided(conversations_referralaccess.decision_id));
CREATE POLICY reads ON conversations_referralaccess FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_referralchild
ALTER TABLE conversations_referralchild ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_referralchild FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_referralchild AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_referralchild FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_referral p WHERE p.id = conversations_referralchild.referral_id));
CREATE POLICY add ON conversations_referralchild FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_referral p WHERE p.id = conversations_referralchild.referral_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY change ON conversations_referralchild FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM conversations_referral p WHERE p.id = conversations_referralchild.referral_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_referralchild FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_referralnote
ALTER TABLE conversations_referralnote ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_referralnote FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_referralnote AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_referralnote FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_referral p WHERE p.id = conversations_referralnote.referral_id));
CREATE POLICY add ON conversations_referralnote FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_referral p WHERE p.id = conversations_referralnote.referral_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY change ON conversations_referralnote FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM conversations_referral p WHERE p.id = conversations_referralnote.referral_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_referralnote FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_review
ALTER TABLE conversations_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_review FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_review AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_review FOR SELECT TO locality_app USING (
    (conversations_review.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_review.family_id AND g.provider = conversations_review.provider_id AND g.record IS NULL AND g.category = conversations_review.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_review.family_id AND o.provider = conversations_review.provider_id AND o.record IS NULL AND o.category = conversations_review.category_id LIMIT 1))
    AND conversations_review.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_review FOR INSERT TO locality_app WITH CHECK (
    conversations_review.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_review.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_review FOR UPDATE TO locality_app USING (
    conversations_review.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_review FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_score
ALTER TABLE conversations_score ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_score FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_score AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_score FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_need n WHERE n.id = conversations_score.need_id));
CREATE POLICY add ON conversations_score FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_need n WHERE n.id = conversations_score.need_id AND n.assessment_id = conversations_score.assessment_id
        AND n.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_score FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_steptransfer
ALTER TABLE conversations_steptransfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_steptransfer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_steptransfer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_steptransfer FOR SELECT TO locality_app USING (
    (conversations_steptransfer.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = conversations_steptransfer.family_id AND g.provider = conversations_steptransfer.provider_id AND g.record IS NULL AND g.category = conversations_steptransfer.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = conversations_steptransfer.family_id AND o.provider = conversations_steptransfer.provider_id AND o.record IS NULL AND o.category = conversations_steptransfer.category_id LIMIT 1))
    AND conversations_steptransfer.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON conversations_steptransfer FOR INSERT TO locality_app WITH CHECK (
    conversations_steptransfer.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = conversations_steptransfer.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON conversations_steptransfer FOR UPDATE TO locality_app USING (
    conversations_steptransfer.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR conversations_steptransfer.to_partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON conversations_steptransfer FOR SELECT TO locality_policy, locality_backup USING (true);

-- conversations_subject
ALTER TABLE conversations_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_subject FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_subject AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_subject FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_subject.conversation_id));
CREATE POLICY add ON conversations_subject FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_subject.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY change ON conversations_subject FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation p WHERE p.id = conversations_subject.conversation_id AND p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])));
CREATE POLICY reads ON conversations_subject FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_auditopening
ALTER TABLE locality_auditopening ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_auditopening FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_auditopening AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_auditopening FOR SELECT TO locality_app USING (
    (SELECT audits FROM wall.me)
    OR locality_auditopening.auditor_id = (SELECT person FROM wall.me)
    OR (SELECT wall.grants_audits()));
CREATE POLICY add ON locality_auditopening FOR INSERT TO locality_app WITH CHECK (
    (SELECT audits FROM wall.me) AND locality_auditopening.auditor_id = (SELECT person FROM wall.me) AND locality_auditopening.opened_at BETWEEN (SELECT at FROM wall.me) - interval '5 minutes' AND (SELECT at FROM wall.me) + interval '5 minutes'
    AND EXISTS (SELECT FROM consent_auditfile f JOIN consent_sharingdecision d ON d.id = f.decision_id JOIN consent_auditsample s ON s.id = f.sample_id WHERE f.id = locality_auditopening.file AND d.id = locality_auditopening.decision AND d.number = locality_auditopening.number AND d.family_id = locality_auditopening.family_id AND d.provider_id = locality_auditopening.provider_id AND d.decided_by_id <> (SELECT person FROM wall.me) AND jsonb_array_length(s.listed) >= 10 AND s.size * 2 <= jsonb_array_length(s.listed))
    AND EXISTS (SELECT FROM locality_auditbox b WHERE b.id = locality_auditopening.box_id AND b.auditor_id = (SELECT person FROM wall.me) AND b.starts_at <= (SELECT at FROM wall.me) AND b.ends_at > (SELECT at FROM wall.me) AND locality_auditopening.ends_at <= b.ends_at)
    AND locality_auditopening.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY reads ON locality_auditopening FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_conflict
ALTER TABLE locality_conflict ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_conflict FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_conflict AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_conflict FOR SELECT TO locality_app USING (
    locality_conflict.practitioner_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON locality_conflict FOR INSERT TO locality_app WITH CHECK (
    locality_conflict.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY change ON locality_conflict FOR UPDATE TO locality_app USING (
    (SELECT false FROM wall.me));
CREATE POLICY reads ON locality_conflict FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_denial
ALTER TABLE locality_denial ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_denial FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_denial AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_denial FOR SELECT TO locality_app USING (
    locality_denial.practitioner_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON locality_denial FOR INSERT TO locality_app WITH CHECK (
    locality_denial.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON locality_denial FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_deputy
ALTER TABLE locality_deputy ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_deputy FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_deputy AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_deputy FOR SELECT TO locality_app USING (
    (SELECT true FROM wall.me));
CREATE POLICY add ON locality_deputy FOR INSERT TO locality_app WITH CHECK (
    locality_deputy.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND locality_deputy.named_by_id = (SELECT person FROM wall.me));
CREATE POLICY change ON locality_deputy FOR UPDATE TO locality_app USING (
    locality_deputy.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON locality_deputy FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_digest
ALTER TABLE locality_digest ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_digest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_digest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_digest FOR SELECT TO locality_app USING (
    locality_digest.practitioner_id = (SELECT person FROM wall.me) OR (SELECT system FROM wall.me));
CREATE POLICY add ON locality_digest FOR INSERT TO locality_app WITH CHECK (
    (SELECT system FROM wall.me));
CREATE POLICY reads ON locality_digest FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_equalityanswer
ALTER TABLE locality_equalityanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_equalityanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_equalityanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_equalityanswer FOR SELECT TO locality_app USING (
    (locality_equalityanswer.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = locality_equalityanswer.family_id AND g.provider = locality_equalityanswer.provider_id AND g.record IS NULL AND g.category = locality_equalityanswer.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = locality_equalityanswer.family_id AND o.provider = locality_equalityanswer.provider_id AND o.record IS NULL AND o.category = locality_equalityanswer.category_id LIMIT 1))
    AND locality_equalityanswer.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON locality_equalityanswer FOR INSERT TO locality_app WITH CHECK (
    locality_equalityanswer.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = locality_equalityanswer.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON locality_equalityanswer FOR UPDATE TO locality_app USING (
    locality_equalityanswer.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON locality_equalityanswer FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_family
ALTER TABLE locality_family ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_family FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_family AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_family FOR SELECT TO locality_app USING (
    (locality_family.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = locality_family.id AND g.provider = locality_family.provider_id AND g.record IS NULL AND g.category = locality_family.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = locality_family.id AND o.provider = locality_family.provider_id AND o.record IS NULL AND o.category = locality_family.category_id LIMIT 1))
    AND locality_family.id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON locality_family FOR INSERT TO locality_app WITH CHECK (
    locality_family.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY change ON locality_family FOR UPDATE TO locality_app USING (
    locality_family.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON locality_family FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_familymember
ALTER TABLE locality_familymember ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_familymember FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_familymember AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_familymember FOR SELECT TO locality_app USING (
    (locality_familymember.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = locality_familymember.family_id AND g.provider = locality_familymember.provider_id AND g.record IS NULL AND g.category = locality_familymember.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = locality_familymember.family_id AND o.provider = locality_familymember.provider_id AND o.record IS NULL AND o.category = locality_familymember.category_id LIMIT 1))
    AND locality_familymember.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON locality_familymember FOR INSERT TO locality_app WITH CHECK (
    locality_familymember.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND EXISTS (SELECT FROM wall.known k WHERE k.person = locality_familymember.person_id) AND EXISTS (SELECT FROM locality_family f WHERE f.id = locality_familymember.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON locality_familymember FOR UPDATE TO locality_app USING (
    locality_familymember.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
    AND EXISTS (SELECT FROM wall.known k WHERE k.person = locality_familymember.person_id));
CREATE POLICY reads ON locality_familymember FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_household
ALTER TABLE locality_household ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_household FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_household AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_household FOR SELECT TO locality_app USING (
    (locality_household.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = locality_household.family_id AND g.provider = locality_household.provider_id AND g.record IS NULL AND g.category = locality_household.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = locality_household.family_id AND o.provider = locality_household.provider_id AND o.record IS NULL AND o.category = locality_household.category_id LIMIT 1))
    AND locality_household.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON locality_household FOR INSERT TO locality_app WITH CHECK (
    locality_household.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = locality_household.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON locality_household FOR UPDATE TO locality_app USING (
    locality_household.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON locality_household FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_involvement
ALTER TABLE locality_involvement ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_involvement FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_involvement AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_involvement FOR SELECT TO locality_app USING (
    locality_involvement.practitioner_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON locality_involvement FOR INSERT TO locality_app WITH CHECK (
    locality_involvement.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY change ON locality_involvement FOR UPDATE TO locality_app USING (
    locality_involvement.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON locality_involvement FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_lookup
ALTER TABLE locality_lookup ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_lookup FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_lookup AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_lookup FOR SELECT TO locality_app USING (
    locality_lookup.practitioner_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON locality_lookup FOR INSERT TO locality_app WITH CHECK (
    locality_lookup.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON locality_lookup FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_minder
ALTER TABLE locality_minder ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_minder FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_minder AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_minder FOR SELECT TO locality_app USING (
    locality_minder.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY add ON locality_minder FOR INSERT TO locality_app WITH CHECK (
    locality_minder.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND locality_minder.handed_by_id = (SELECT person FROM wall.me));
CREATE POLICY change ON locality_minder FOR UPDATE TO locality_app USING (
    locality_minder.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON locality_minder FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_needlevel
ALTER TABLE locality_needlevel ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_needlevel FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_needlevel AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_needlevel FOR SELECT TO locality_app USING (
    (locality_needlevel.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = locality_needlevel.family_id AND g.provider = locality_needlevel.provider_id AND g.record IS NULL AND g.category = locality_needlevel.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = locality_needlevel.family_id AND o.provider = locality_needlevel.provider_id AND o.record IS NULL AND o.category = locality_needlevel.category_id LIMIT 1))
    AND locality_needlevel.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON locality_needlevel FOR INSERT TO locality_app WITH CHECK (
    locality_needlevel.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = locality_needlevel.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON locality_needlevel FOR UPDATE TO locality_app USING (
    locality_needlevel.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON locality_needlevel FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_notice
ALTER TABLE locality_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_notice AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_notice FOR SELECT TO locality_app USING (
    locality_notice.practitioner_id = (SELECT person FROM wall.me) OR (SELECT system FROM wall.me));
CREATE POLICY add ON locality_notice FOR INSERT TO locality_app WITH CHECK (
    (SELECT true FROM wall.me));
CREATE POLICY change ON locality_notice FOR UPDATE TO locality_app USING (
    locality_notice.practitioner_id = (SELECT person FROM wall.me) OR (SELECT system FROM wall.me));
CREATE POLICY reads ON locality_notice FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_person
ALTER TABLE locality_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_person FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_person AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_person FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_familymember m WHERE m.person_id = locality_person.id)
    OR (locality_person.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        AND NOT EXISTS (SELECT FROM wall.placed m WHERE m.person = locality_person.id)));
CREATE POLICY add ON locality_person FOR INSERT TO locality_app WITH CHECK (
    locality_person.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY change ON locality_person FOR UPDATE TO locality_app USING (
    locality_person.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON locality_person FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_relationship
ALTER TABLE locality_relationship ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_relationship FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_relationship AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_relationship FOR SELECT TO locality_app USING (
    (locality_relationship.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
        OR (SELECT true FROM wall.given g WHERE g.family = locality_relationship.family_id AND g.provider = locality_relationship.provider_id AND g.record IS NULL AND g.category = locality_relationship.category_id LIMIT 1)
        OR (SELECT audits FROM wall.me) AND (SELECT true FROM wall.opened() o WHERE o.family = locality_relationship.family_id AND o.provider = locality_relationship.provider_id AND o.record IS NULL AND o.category = locality_relationship.category_id LIMIT 1))
    AND locality_relationship.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));
CREATE POLICY add ON locality_relationship FOR INSERT TO locality_app WITH CHECK (
    locality_relationship.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (SELECT FROM locality_family f WHERE f.id = locality_relationship.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON locality_relationship FOR UPDATE TO locality_app USING (
    locality_relationship.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]));
CREATE POLICY reads ON locality_relationship FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_reminderchoice
ALTER TABLE locality_reminderchoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_reminderchoice FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_reminderchoice AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_reminderchoice FOR SELECT TO locality_app USING (
    locality_reminderchoice.practitioner_id = (SELECT person FROM wall.me) OR (SELECT system FROM wall.me));
CREATE POLICY add ON locality_reminderchoice FOR INSERT TO locality_app WITH CHECK (
    locality_reminderchoice.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY change ON locality_reminderchoice FOR UPDATE TO locality_app USING (
    locality_reminderchoice.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON locality_reminderchoice FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_residence
ALTER TABLE locality_residence ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_residence FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_residence AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_residence FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_household p WHERE p.id = locality_residence.household_id));
CREATE POLICY add ON locality_residence FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM locality_household p WHERE p.id = locality_residence.household_id));
CREATE POLICY change ON locality_residence FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM locality_household p WHERE p.id = locality_residence.household_id));
CREATE POLICY reads ON locality_residence FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_restriction
ALTER TABLE locality_restriction ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_restriction FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_restriction AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_restriction FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_restrictionname n WHERE n.restriction_id = locality_restriction.id)
    OR (SELECT audits FROM wall.me));
CREATE POLICY add ON locality_restriction FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM locality_family f WHERE f.id = locality_restriction.family_id AND (f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR wall.gives(f.id, f.provider_id, f.category_id))));
CREATE POLICY change ON locality_restriction FOR UPDATE TO locality_app USING (
    EXISTS (SELECT FROM locality_restrictionname n
        WHERE n.restriction_id = locality_restriction.id AND n.practitioner_id = (SELECT person FROM wall.me)));
CREATE POLICY reads ON locality_restriction FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_restrictionname
ALTER TABLE locality_restrictionname ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_restrictionname FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_restrictionname AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_restrictionname FOR SELECT TO locality_app USING (
    locality_restrictionname.practitioner_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON locality_restrictionname FOR INSERT TO locality_app WITH CHECK (
    EXISTS (SELECT FROM wall.names_to_give n WHERE n.restriction = locality_restrictionname.restriction_id));
CREATE POLICY change ON locality_restrictionname FOR UPDATE TO locality_app USING (
    (SELECT false FROM wall.me));
CREATE POLICY reads ON locality_restrictionname FOR SELECT TO locality_policy, locality_backup USING (true);

-- locality_viewing
ALTER TABLE locality_viewing ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_viewing FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_viewing AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_viewing FOR SELECT TO locality_app USING (
    locality_viewing.practitioner_id = (SELECT person FROM wall.me) OR (SELECT audits FROM wall.me));
CREATE POLICY add ON locality_viewing FOR INSERT TO locality_app WITH CHECK (
    locality_viewing.practitioner_id = (SELECT person FROM wall.me));
CREATE POLICY reads ON locality_viewing FOR SELECT TO locality_policy, locality_backup USING (true);

-- allocations_historicalagendainput
ALTER TABLE allocations_historicalagendainput ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalagendainput FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalagendainput AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalagendainput FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendainput r WHERE r.id = allocations_historicalagendainput.id));
CREATE POLICY reads ON allocations_historicalagendainput FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalagendainput FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalagendainputaccess
ALTER TABLE allocations_historicalagendainputaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalagendainputaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalagendainputaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalagendainputaccess FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendainputaccess r WHERE r.id = allocations_historicalagendainputaccess.id));
CREATE POLICY reads ON allocations_historicalagendainputaccess FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalagendainputaccess FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalagendaitem
ALTER TABLE allocations_historicalagendaitem ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalagendaitem FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalagendaitem AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalagendaitem FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitem r WHERE r.id = allocations_historicalagendaitem.id));
CREATE POLICY reads ON allocations_historicalagendaitem FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalagendaitem FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalagendaitemaccess
ALTER TABLE allocations_historicalagendaitemaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalagendaitemaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalagendaitemaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalagendaitemaccess FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_agendaitemaccess r WHERE r.id = allocations_historicalagendaitemaccess.id));
CREATE POLICY reads ON allocations_historicalagendaitemaccess FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalagendaitemaccess FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalbroughtlist
ALTER TABLE allocations_historicalbroughtlist ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalbroughtlist FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalbroughtlist AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalbroughtlist FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_broughtlist r WHERE r.id = allocations_historicalbroughtlist.id));
CREATE POLICY reads ON allocations_historicalbroughtlist FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalbroughtlist FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalcandidate
ALTER TABLE allocations_historicalcandidate ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalcandidate FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalcandidate AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalcandidate FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_candidate r WHERE r.id = allocations_historicalcandidate.id));
CREATE POLICY reads ON allocations_historicalcandidate FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalcandidate FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalcarriedover
ALTER TABLE allocations_historicalcarriedover ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalcarriedover FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalcarriedover AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalcarriedover FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_carriedover r WHERE r.id = allocations_historicalcarriedover.id));
CREATE POLICY reads ON allocations_historicalcarriedover FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalcarriedover FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalinputrequest
ALTER TABLE allocations_historicalinputrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalinputrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalinputrequest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalinputrequest FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_inputrequest r WHERE r.id = allocations_historicalinputrequest.id));
CREATE POLICY reads ON allocations_historicalinputrequest FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalinputrequest FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalinterest
ALTER TABLE allocations_historicalinterest ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalinterest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalinterest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalinterest FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_interest r WHERE r.id = allocations_historicalinterest.id));
CREATE POLICY reads ON allocations_historicalinterest FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalinterest FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalitemaction
ALTER TABLE allocations_historicalitemaction ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalitemaction FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalitemaction AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalitemaction FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_itemaction r WHERE r.id = allocations_historicalitemaction.id));
CREATE POLICY reads ON allocations_historicalitemaction FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalitemaction FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalitemchoice
ALTER TABLE allocations_historicalitemchoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalitemchoice FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalitemchoice AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalitemchoice FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_itemchoice r WHERE r.id = allocations_historicalitemchoice.id));
CREATE POLICY reads ON allocations_historicalitemchoice FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalitemchoice FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalitemminute
ALTER TABLE allocations_historicalitemminute ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalitemminute FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalitemminute AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalitemminute FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_itemminute r WHERE r.id = allocations_historicalitemminute.id));
CREATE POLICY reads ON allocations_historicalitemminute FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalitemminute FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalleadanswer
ALTER TABLE allocations_historicalleadanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalleadanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalleadanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalleadanswer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_leadanswer r WHERE r.id = allocations_historicalleadanswer.id));
CREATE POLICY reads ON allocations_historicalleadanswer FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalleadanswer FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalminuteaddendum
ALTER TABLE allocations_historicalminuteaddendum ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalminuteaddendum FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalminuteaddendum AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalminuteaddendum FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_minuteaddendum r WHERE r.id = allocations_historicalminuteaddendum.id));
CREATE POLICY reads ON allocations_historicalminuteaddendum FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalminuteaddendum FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalpack
ALTER TABLE allocations_historicalpack ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalpack FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalpack AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalpack FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_pack r WHERE r.id = allocations_historicalpack.id));
CREATE POLICY reads ON allocations_historicalpack FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalpack FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalpackorder
ALTER TABLE allocations_historicalpackorder ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalpackorder FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalpackorder AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalpackorder FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_packorder r WHERE r.id = allocations_historicalpackorder.id));
CREATE POLICY reads ON allocations_historicalpackorder FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalpackorder FOR INSERT TO locality_owner WITH CHECK (true);

-- allocations_historicalstoodout
ALTER TABLE allocations_historicalstoodout ENABLE ROW LEVEL SECURITY;
ALTER TABLE allocations_historicalstoodout FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON allocations_historicalstoodout AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON allocations_historicalstoodout FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM allocations_stoodout r WHERE r.id = allocations_historicalstoodout.id));
CREATE POLICY reads ON allocations_historicalstoodout FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON allocations_historicalstoodout FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaladviceanswer
ALTER TABLE consent_historicaladviceanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaladviceanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaladviceanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaladviceanswer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_adviceanswer r WHERE r.id = consent_historicaladviceanswer.id));
CREATE POLICY reads ON consent_historicaladviceanswer FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaladviceanswer FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaladvicelink
ALTER TABLE consent_historicaladvicelink ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaladvicelink FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaladvicelink AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaladvicelink FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_advicelink r WHERE r.id = consent_historicaladvicelink.id));
CREATE POLICY reads ON consent_historicaladvicelink FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaladvicelink FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaladvicerecord
ALTER TABLE consent_historicaladvicerecord ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaladvicerecord FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaladvicerecord AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaladvicerecord FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_advicerecord r WHERE r.id = consent_historicaladvicerecord.id));
CREATE POLICY reads ON consent_historicaladvicerecord FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaladvicerecord FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalalertnote
ALTER TABLE consent_historicalalertnote ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalalertnote FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalalertnote AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalalertnote FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_alertnote r WHERE r.id = consent_historicalalertnote.id));
CREATE POLICY reads ON consent_historicalalertnote FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalalertnote FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalauditfile
ALTER TABLE consent_historicalauditfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalauditfile FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalauditfile AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalauditfile FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_auditfile r WHERE r.id = consent_historicalauditfile.id));
CREATE POLICY reads ON consent_historicalauditfile FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalauditfile FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalauditfinding
ALTER TABLE consent_historicalauditfinding ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalauditfinding FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalauditfinding AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalauditfinding FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_auditfinding r WHERE r.id = consent_historicalauditfinding.id));
CREATE POLICY reads ON consent_historicalauditfinding FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalauditfinding FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalauditsample
ALTER TABLE consent_historicalauditsample ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalauditsample FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalauditsample AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalauditsample FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_auditsample r WHERE r.id = consent_historicalauditsample.id));
CREATE POLICY reads ON consent_historicalauditsample FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalauditsample FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalauditstep
ALTER TABLE consent_historicalauditstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalauditstep FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalauditstep AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalauditstep FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_auditstep r WHERE r.id = consent_historicalauditstep.id));
CREATE POLICY reads ON consent_historicalauditstep FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalauditstep FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalbreach
ALTER TABLE consent_historicalbreach ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalbreach FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalbreach AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalbreach FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_breach r WHERE r.id = consent_historicalbreach.id));
CREATE POLICY reads ON consent_historicalbreach FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalbreach FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalbreachstep
ALTER TABLE consent_historicalbreachstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalbreachstep FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalbreachstep AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalbreachstep FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_breachstep r WHERE r.id = consent_historicalbreachstep.id));
CREATE POLICY reads ON consent_historicalbreachstep FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalbreachstep FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalcareorder
ALTER TABLE consent_historicalcareorder ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalcareorder FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalcareorder AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalcareorder FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_careorder r WHERE r.id = consent_historicalcareorder.id));
CREATE POLICY reads ON consent_historicalcareorder FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalcareorder FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalconsent
ALTER TABLE consent_historicalconsent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalconsent FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalconsent AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalconsent FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_consent r WHERE r.id = consent_historicalconsent.id));
CREATE POLICY reads ON consent_historicalconsent FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalconsent FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalconsentartefact
ALTER TABLE consent_historicalconsentartefact ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalconsentartefact FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalconsentartefact AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalconsentartefact FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_consentartefact r WHERE r.id = consent_historicalconsentartefact.id));
CREATE POLICY reads ON consent_historicalconsentartefact FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalconsentartefact FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalconsentcategory
ALTER TABLE consent_historicalconsentcategory ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalconsentcategory FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalconsentcategory AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalconsentcategory FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_consentcategory r WHERE r.id = consent_historicalconsentcategory.id));
CREATE POLICY reads ON consent_historicalconsentcategory FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalconsentcategory FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalconsentexclusion
ALTER TABLE consent_historicalconsentexclusion ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalconsentexclusion FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalconsentexclusion AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalconsentexclusion FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_consentexclusion r WHERE r.id = consent_historicalconsentexclusion.id));
CREATE POLICY reads ON consent_historicalconsentexclusion FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalconsentexclusion FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalconsentpartner
ALTER TABLE consent_historicalconsentpartner ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalconsentpartner FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalconsentpartner AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalconsentpartner FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_consentpartner r WHERE r.id = consent_historicalconsentpartner.id));
CREATE POLICY reads ON consent_historicalconsentpartner FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalconsentpartner FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalconsentpurpose
ALTER TABLE consent_historicalconsentpurpose ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalconsentpurpose FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalconsentpurpose AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalconsentpurpose FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_consentpurpose r WHERE r.id = consent_historicalconsentpurpose.id));
CREATE POLICY reads ON consent_historicalconsentpurpose FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalconsentpurpose FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalcorrection
ALTER TABLE consent_historicalcorrection ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalcorrection FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalcorrection AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalcorrection FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_correction r WHERE r.id = consent_historicalcorrection.id));
CREATE POLICY reads ON consent_historicalcorrection FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalcorrection FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalcorrectiontold
ALTER TABLE consent_historicalcorrectiontold ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalcorrectiontold FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalcorrectiontold AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalcorrectiontold FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_correctiontold r WHERE r.id = consent_historicalcorrectiontold.id));
CREATE POLICY reads ON consent_historicalcorrectiontold FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalcorrectiontold FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaldecisionconsent
ALTER TABLE consent_historicaldecisionconsent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaldecisionconsent FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaldecisionconsent AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaldecisionconsent FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_decisionconsent r WHERE r.id = consent_historicaldecisionconsent.id));
CREATE POLICY reads ON consent_historicaldecisionconsent FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaldecisionconsent FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaldecisiongateway
ALTER TABLE consent_historicaldecisiongateway ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaldecisiongateway FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaldecisiongateway AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaldecisiongateway FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_decisiongateway r WHERE r.id = consent_historicaldecisiongateway.id));
CREATE POLICY reads ON consent_historicaldecisiongateway FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaldecisiongateway FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaldecisionitem
ALTER TABLE consent_historicaldecisionitem ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaldecisionitem FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaldecisionitem AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaldecisionitem FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_decisionitem r WHERE r.id = consent_historicaldecisionitem.id));
CREATE POLICY reads ON consent_historicaldecisionitem FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaldecisionitem FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaldecisionrecipient
ALTER TABLE consent_historicaldecisionrecipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaldecisionrecipient FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaldecisionrecipient AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaldecisionrecipient FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_decisionrecipient r WHERE r.id = consent_historicaldecisionrecipient.id));
CREATE POLICY reads ON consent_historicaldecisionrecipient FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaldecisionrecipient FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaldecisionsubject
ALTER TABLE consent_historicaldecisionsubject ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaldecisionsubject FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaldecisionsubject AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaldecisionsubject FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_decisionsubject r WHERE r.id = consent_historicaldecisionsubject.id));
CREATE POLICY reads ON consent_historicaldecisionsubject FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaldecisionsubject FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaldisclosure
ALTER TABLE consent_historicaldisclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaldisclosure FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaldisclosure AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaldisclosure FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_disclosure r WHERE r.id = consent_historicaldisclosure.id));
CREATE POLICY reads ON consent_historicaldisclosure FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaldisclosure FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalemergencyreview
ALTER TABLE consent_historicalemergencyreview ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalemergencyreview FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalemergencyreview AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalemergencyreview FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_emergencyreview r WHERE r.id = consent_historicalemergencyreview.id));
CREATE POLICY reads ON consent_historicalemergencyreview FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalemergencyreview FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalendacknowledgement
ALTER TABLE consent_historicalendacknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalendacknowledgement FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalendacknowledgement AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalendacknowledgement FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_endacknowledgement r WHERE r.id = consent_historicalendacknowledgement.id));
CREATE POLICY reads ON consent_historicalendacknowledgement FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalendacknowledgement FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalfamilyaccess
ALTER TABLE consent_historicalfamilyaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalfamilyaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalfamilyaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalfamilyaccess FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_familyaccess r WHERE r.id = consent_historicalfamilyaccess.id));
CREATE POLICY reads ON consent_historicalfamilyaccess FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalfamilyaccess FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalholderanswer
ALTER TABLE consent_historicalholderanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalholderanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalholderanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalholderanswer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_holderanswer r WHERE r.id = consent_historicalholderanswer.id));
CREATE POLICY reads ON consent_historicalholderanswer FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalholderanswer FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalinformationrequest
ALTER TABLE consent_historicalinformationrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalinformationrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalinformationrequest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalinformationrequest FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_informationrequest r WHERE r.id = consent_historicalinformationrequest.id));
CREATE POLICY reads ON consent_historicalinformationrequest FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalinformationrequest FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalnoninforming
ALTER TABLE consent_historicalnoninforming ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalnoninforming FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalnoninforming AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalnoninforming FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_noninforming r WHERE r.id = consent_historicalnoninforming.id));
CREATE POLICY reads ON consent_historicalnoninforming FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalnoninforming FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalnoninforminglook
ALTER TABLE consent_historicalnoninforminglook ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalnoninforminglook FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalnoninforminglook AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalnoninforminglook FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_noninforminglook r WHERE r.id = consent_historicalnoninforminglook.id));
CREATE POLICY reads ON consent_historicalnoninforminglook FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalnoninforminglook FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalonwardact
ALTER TABLE consent_historicalonwardact ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalonwardact FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalonwardact AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalonwardact FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_onwardact r WHERE r.id = consent_historicalonwardact.id));
CREATE POLICY reads ON consent_historicalonwardact FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalonwardact FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalonwardanswer
ALTER TABLE consent_historicalonwardanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalonwardanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalonwardanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalonwardanswer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_onwardanswer r WHERE r.id = consent_historicalonwardanswer.id));
CREATE POLICY reads ON consent_historicalonwardanswer FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalonwardanswer FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalonwardrequest
ALTER TABLE consent_historicalonwardrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalonwardrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalonwardrequest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalonwardrequest FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_onwardrequest r WHERE r.id = consent_historicalonwardrequest.id));
CREATE POLICY reads ON consent_historicalonwardrequest FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalonwardrequest FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalonwardshare
ALTER TABLE consent_historicalonwardshare ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalonwardshare FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalonwardshare AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalonwardshare FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_onwardshare r WHERE r.id = consent_historicalonwardshare.id));
CREATE POLICY reads ON consent_historicalonwardshare FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalonwardshare FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalpaper
ALTER TABLE consent_historicalpaper ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalpaper FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalpaper AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalpaper FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_paper r WHERE r.id = consent_historicalpaper.id));
CREATE POLICY reads ON consent_historicalpaper FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalpaper FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalpaperapproval
ALTER TABLE consent_historicalpaperapproval ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalpaperapproval FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalpaperapproval AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalpaperapproval FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_paperapproval r WHERE r.id = consent_historicalpaperapproval.id));
CREATE POLICY reads ON consent_historicalpaperapproval FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalpaperapproval FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalpapergiven
ALTER TABLE consent_historicalpapergiven ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalpapergiven FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalpapergiven AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalpapergiven FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_papergiven r WHERE r.id = consent_historicalpapergiven.id));
CREATE POLICY reads ON consent_historicalpapergiven FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalpapergiven FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalreceivedrequest
ALTER TABLE consent_historicalreceivedrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalreceivedrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalreceivedrequest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalreceivedrequest FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_receivedrequest r WHERE r.id = consent_historicalreceivedrequest.id));
CREATE POLICY reads ON consent_historicalreceivedrequest FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalreceivedrequest FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalrequestreply
ALTER TABLE consent_historicalrequestreply ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalrequestreply FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalrequestreply AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalrequestreply FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_requestreply r WHERE r.id = consent_historicalrequestreply.id));
CREATE POLICY reads ON consent_historicalrequestreply FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalrequestreply FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalsharingdecision
ALTER TABLE consent_historicalsharingdecision ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalsharingdecision FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalsharingdecision AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalsharingdecision FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_sharingdecision r WHERE r.id = consent_historicalsharingdecision.id));
CREATE POLICY reads ON consent_historicalsharingdecision FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalsharingdecision FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalsignature
ALTER TABLE consent_historicalsignature ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalsignature FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalsignature AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalsignature FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_signature r WHERE r.id = consent_historicalsignature.id));
CREATE POLICY reads ON consent_historicalsignature FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalsignature FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalsigningstep
ALTER TABLE consent_historicalsigningstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalsigningstep FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalsigningstep AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalsigningstep FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_signingstep r WHERE r.id = consent_historicalsigningstep.id));
CREATE POLICY reads ON consent_historicalsigningstep FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalsigningstep FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicalstoredfile
ALTER TABLE consent_historicalstoredfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicalstoredfile FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicalstoredfile AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicalstoredfile FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_storedfile r WHERE r.id = consent_historicalstoredfile.id));
CREATE POLICY reads ON consent_historicalstoredfile FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicalstoredfile FOR INSERT TO locality_owner WITH CHECK (true);

-- consent_historicaltoldlater
ALTER TABLE consent_historicaltoldlater ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_historicaltoldlater FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON consent_historicaltoldlater AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON consent_historicaltoldlater FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM consent_toldlater r WHERE r.id = consent_historicaltoldlater.id));
CREATE POLICY reads ON consent_historicaltoldlater FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON consent_historicaltoldlater FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalaction
ALTER TABLE conversations_historicalaction ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalaction FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalaction AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalaction FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_action r WHERE r.id = conversations_historicalaction.id));
CREATE POLICY reads ON conversations_historicalaction FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalaction FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicaladdendum
ALTER TABLE conversations_historicaladdendum ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicaladdendum FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicaladdendum AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicaladdendum FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_addendum r WHERE r.id = conversations_historicaladdendum.id));
CREATE POLICY reads ON conversations_historicaladdendum FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicaladdendum FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalassessment
ALTER TABLE conversations_historicalassessment ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalassessment FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalassessment AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalassessment FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_assessment r WHERE r.id = conversations_historicalassessment.id));
CREATE POLICY reads ON conversations_historicalassessment FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalassessment FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalclosure
ALTER TABLE conversations_historicalclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalclosure FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalclosure AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalclosure FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_closure r WHERE r.id = conversations_historicalclosure.id));
CREATE POLICY reads ON conversations_historicalclosure FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalclosure FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalcompletion
ALTER TABLE conversations_historicalcompletion ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalcompletion FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalcompletion AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalcompletion FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_completion r WHERE r.id = conversations_historicalcompletion.id));
CREATE POLICY reads ON conversations_historicalcompletion FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalcompletion FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalconversation
ALTER TABLE conversations_historicalconversation ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalconversation FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalconversation AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalconversation FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversation r WHERE r.id = conversations_historicalconversation.id));
CREATE POLICY reads ON conversations_historicalconversation FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalconversation FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalconversationaccess
ALTER TABLE conversations_historicalconversationaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalconversationaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalconversationaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalconversationaccess FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_conversationaccess r WHERE r.id = conversations_historicalconversationaccess.id));
CREATE POLICY reads ON conversations_historicalconversationaccess FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalconversationaccess FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalcopymade
ALTER TABLE conversations_historicalcopymade ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalcopymade FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalcopymade AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalcopymade FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_copymade r WHERE r.id = conversations_historicalcopymade.id));
CREATE POLICY reads ON conversations_historicalcopymade FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalcopymade FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicaldifferingview
ALTER TABLE conversations_historicaldifferingview ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicaldifferingview FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicaldifferingview AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicaldifferingview FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_differingview r WHERE r.id = conversations_historicaldifferingview.id));
CREATE POLICY reads ON conversations_historicaldifferingview FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicaldifferingview FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicaldisagreement
ALTER TABLE conversations_historicaldisagreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicaldisagreement FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicaldisagreement AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicaldisagreement FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_disagreement r WHERE r.id = conversations_historicaldisagreement.id));
CREATE POLICY reads ON conversations_historicaldisagreement FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicaldisagreement FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicaldisagreementaccess
ALTER TABLE conversations_historicaldisagreementaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicaldisagreementaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicaldisagreementaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicaldisagreementaccess FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_disagreementaccess r WHERE r.id = conversations_historicaldisagreementaccess.id));
CREATE POLICY reads ON conversations_historicaldisagreementaccess FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicaldisagreementaccess FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicaldisagreementstep
ALTER TABLE conversations_historicaldisagreementstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicaldisagreementstep FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicaldisagreementstep AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicaldisagreementstep FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_disagreementstep r WHERE r.id = conversations_historicaldisagreementstep.id));
CREATE POLICY reads ON conversations_historicaldisagreementstep FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicaldisagreementstep FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalepisode
ALTER TABLE conversations_historicalepisode ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalepisode FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalepisode AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalepisode FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_episode r WHERE r.id = conversations_historicalepisode.id));
CREATE POLICY reads ON conversations_historicalepisode FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalepisode FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalevaluation
ALTER TABLE conversations_historicalevaluation ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalevaluation FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalevaluation AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalevaluation FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_evaluation r WHERE r.id = conversations_historicalevaluation.id));
CREATE POLICY reads ON conversations_historicalevaluation FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalevaluation FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicallead
ALTER TABLE conversations_historicallead ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicallead FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicallead AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicallead FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_lead r WHERE r.id = conversations_historicallead.id));
CREATE POLICY reads ON conversations_historicallead FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicallead FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalleveltold
ALTER TABLE conversations_historicalleveltold ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalleveltold FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalleveltold AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalleveltold FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_leveltold r WHERE r.id = conversations_historicalleveltold.id));
CREATE POLICY reads ON conversations_historicalleveltold FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalleveltold FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalneed
ALTER TABLE conversations_historicalneed ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalneed FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalneed AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalneed FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_need r WHERE r.id = conversations_historicalneed.id));
CREATE POLICY reads ON conversations_historicalneed FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalneed FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalneedtold
ALTER TABLE conversations_historicalneedtold ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalneedtold FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalneedtold AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalneedtold FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_needtold r WHERE r.id = conversations_historicalneedtold.id));
CREATE POLICY reads ON conversations_historicalneedtold FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalneedtold FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalparticipant
ALTER TABLE conversations_historicalparticipant ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalparticipant FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalparticipant AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalparticipant FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_participant r WHERE r.id = conversations_historicalparticipant.id));
CREATE POLICY reads ON conversations_historicalparticipant FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalparticipant FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalplan
ALTER TABLE conversations_historicalplan ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalplan FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalplan AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalplan FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_plan r WHERE r.id = conversations_historicalplan.id));
CREATE POLICY reads ON conversations_historicalplan FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalplan FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalposition
ALTER TABLE conversations_historicalposition ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalposition FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalposition AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalposition FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_position r WHERE r.id = conversations_historicalposition.id));
CREATE POLICY reads ON conversations_historicalposition FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalposition FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalpositionaccess
ALTER TABLE conversations_historicalpositionaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalpositionaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalpositionaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalpositionaccess FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_positionaccess r WHERE r.id = conversations_historicalpositionaccess.id));
CREATE POLICY reads ON conversations_historicalpositionaccess FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalpositionaccess FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalqualitycheck
ALTER TABLE conversations_historicalqualitycheck ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalqualitycheck FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalqualitycheck AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalqualitycheck FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_qualitycheck r WHERE r.id = conversations_historicalqualitycheck.id));
CREATE POLICY reads ON conversations_historicalqualitycheck FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalqualitycheck FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalreferral
ALTER TABLE conversations_historicalreferral ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalreferral FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalreferral AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalreferral FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_referral r WHERE r.id = conversations_historicalreferral.id));
CREATE POLICY reads ON conversations_historicalreferral FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalreferral FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalreferralaccess
ALTER TABLE conversations_historicalreferralaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalreferralaccess FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalreferralaccess AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalreferralaccess FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_referralaccess r WHERE r.id = conversations_historicalreferralaccess.id));
CREATE POLICY reads ON conversations_historicalreferralaccess FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalreferralaccess FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalreferralchild
ALTER TABLE conversations_historicalreferralchild ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalreferralchild FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalreferralchild AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalreferralchild FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_referralchild r WHERE r.id = conversations_historicalreferralchild.id));
CREATE POLICY reads ON conversations_historicalreferralchild FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalreferralchild FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalreferralnote
ALTER TABLE conversations_historicalreferralnote ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalreferralnote FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalreferralnote AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalreferralnote FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_referralnote r WHERE r.id = conversations_historicalreferralnote.id));
CREATE POLICY reads ON conversations_historicalreferralnote FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalreferralnote FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalreview
ALTER TABLE conversations_historicalreview ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalreview FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalreview AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalreview FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_review r WHERE r.id = conversations_historicalreview.id));
CREATE POLICY reads ON conversations_historicalreview FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalreview FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalscore
ALTER TABLE conversations_historicalscore ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalscore FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalscore AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalscore FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_score r WHERE r.id = conversations_historicalscore.id));
CREATE POLICY reads ON conversations_historicalscore FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalscore FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalsteptransfer
ALTER TABLE conversations_historicalsteptransfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalsteptransfer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalsteptransfer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalsteptransfer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_steptransfer r WHERE r.id = conversations_historicalsteptransfer.id));
CREATE POLICY reads ON conversations_historicalsteptransfer FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalsteptransfer FOR INSERT TO locality_owner WITH CHECK (true);

-- conversations_historicalsubject
ALTER TABLE conversations_historicalsubject ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations_historicalsubject FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON conversations_historicalsubject AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON conversations_historicalsubject FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM conversations_subject r WHERE r.id = conversations_historicalsubject.id));
CREATE POLICY reads ON conversations_historicalsubject FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON conversations_historicalsubject FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalauditopening
ALTER TABLE locality_historicalauditopening ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalauditopening FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalauditopening AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalauditopening FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_auditopening r WHERE r.id = locality_historicalauditopening.id));
CREATE POLICY reads ON locality_historicalauditopening FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalauditopening FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalconflict
ALTER TABLE locality_historicalconflict ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalconflict FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalconflict AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalconflict FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_conflict r WHERE r.id = locality_historicalconflict.id));
CREATE POLICY reads ON locality_historicalconflict FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalconflict FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicaldeputy
ALTER TABLE locality_historicaldeputy ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicaldeputy FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicaldeputy AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicaldeputy FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_deputy r WHERE r.id = locality_historicaldeputy.id));
CREATE POLICY reads ON locality_historicaldeputy FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicaldeputy FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicaldigest
ALTER TABLE locality_historicaldigest ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicaldigest FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicaldigest AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicaldigest FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_digest r WHERE r.id = locality_historicaldigest.id));
CREATE POLICY reads ON locality_historicaldigest FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicaldigest FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalequalityanswer
ALTER TABLE locality_historicalequalityanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalequalityanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalequalityanswer AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalequalityanswer FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_equalityanswer r WHERE r.id = locality_historicalequalityanswer.id));
CREATE POLICY reads ON locality_historicalequalityanswer FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalequalityanswer FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalfamily
ALTER TABLE locality_historicalfamily ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalfamily FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalfamily AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalfamily FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_family r WHERE r.id = locality_historicalfamily.id));
CREATE POLICY reads ON locality_historicalfamily FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalfamily FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalfamilymember
ALTER TABLE locality_historicalfamilymember ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalfamilymember FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalfamilymember AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalfamilymember FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_familymember r WHERE r.id = locality_historicalfamilymember.id));
CREATE POLICY reads ON locality_historicalfamilymember FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalfamilymember FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalhousehold
ALTER TABLE locality_historicalhousehold ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalhousehold FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalhousehold AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalhousehold FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_household r WHERE r.id = locality_historicalhousehold.id));
CREATE POLICY reads ON locality_historicalhousehold FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalhousehold FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalinvolvement
ALTER TABLE locality_historicalinvolvement ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalinvolvement FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalinvolvement AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalinvolvement FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_involvement r WHERE r.id = locality_historicalinvolvement.id));
CREATE POLICY reads ON locality_historicalinvolvement FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalinvolvement FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalminder
ALTER TABLE locality_historicalminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalminder FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalminder AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalminder FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_minder r WHERE r.id = locality_historicalminder.id));
CREATE POLICY reads ON locality_historicalminder FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalminder FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalneedlevel
ALTER TABLE locality_historicalneedlevel ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalneedlevel FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalneedlevel AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalneedlevel FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_needlevel r WHERE r.id = locality_historicalneedlevel.id));
CREATE POLICY reads ON locality_historicalneedlevel FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalneedlevel FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalnotice
ALTER TABLE locality_historicalnotice ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalnotice FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalnotice AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalnotice FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_notice r WHERE r.id = locality_historicalnotice.id));
CREATE POLICY reads ON locality_historicalnotice FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalnotice FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalperson
ALTER TABLE locality_historicalperson ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalperson FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalperson AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalperson FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_person r WHERE r.id = locality_historicalperson.id));
CREATE POLICY reads ON locality_historicalperson FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalperson FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalrelationship
ALTER TABLE locality_historicalrelationship ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalrelationship FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalrelationship AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalrelationship FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_relationship r WHERE r.id = locality_historicalrelationship.id));
CREATE POLICY reads ON locality_historicalrelationship FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalrelationship FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalreminderchoice
ALTER TABLE locality_historicalreminderchoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalreminderchoice FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalreminderchoice AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalreminderchoice FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_reminderchoice r WHERE r.id = locality_historicalreminderchoice.id));
CREATE POLICY reads ON locality_historicalreminderchoice FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalreminderchoice FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalresidence
ALTER TABLE locality_historicalresidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalresidence FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalresidence AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalresidence FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_residence r WHERE r.id = locality_historicalresidence.id));
CREATE POLICY reads ON locality_historicalresidence FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalresidence FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalrestriction
ALTER TABLE locality_historicalrestriction ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalrestriction FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalrestriction AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalrestriction FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_restriction r WHERE r.id = locality_historicalrestriction.id));
CREATE POLICY reads ON locality_historicalrestriction FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalrestriction FOR INSERT TO locality_owner WITH CHECK (true);

-- locality_historicalrestrictionname
ALTER TABLE locality_historicalrestrictionname ENABLE ROW LEVEL SECURITY;
ALTER TABLE locality_historicalrestrictionname FORCE ROW LEVEL SECURITY;
CREATE POLICY floor ON locality_historicalrestrictionname AS RESTRICTIVE TO locality_app
    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));
CREATE POLICY see ON locality_historicalrestrictionname FOR SELECT TO locality_app USING (
    EXISTS (SELECT FROM locality_restrictionname r WHERE r.id = locality_historicalrestrictionname.id));
CREATE POLICY reads ON locality_historicalrestrictionname FOR SELECT TO locality_policy, locality_backup USING (true);
CREATE POLICY keeps ON locality_historicalrestrictionname FOR INSERT TO locality_owner WITH CHECK (true);

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON allocations_agendainput
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON allocations_agendaitem
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON allocations_inputrequest
    FOR EACH ROW WHEN (OLD.item_id IS DISTINCT FROM NEW.item_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON allocations_itemaction
    FOR EACH ROW WHEN (OLD.item_id IS DISTINCT FROM NEW.item_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON allocations_itemchoice
    FOR EACH ROW WHEN (OLD.item_id IS DISTINCT FROM NEW.item_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON allocations_itemminute
    FOR EACH ROW WHEN (OLD.item_id IS DISTINCT FROM NEW.item_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON allocations_stoodout
    FOR EACH ROW WHEN (OLD.item_id IS DISTINCT FROM NEW.item_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON consent_careorder
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON consent_consent
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON consent_sharingdecision
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_action
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id OR OLD.conversation_id IS DISTINCT FROM NEW.conversation_id OR OLD.goes_with_id IS DISTINCT FROM NEW.goes_with_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER follows BEFORE UPDATE ON conversations_action
    FOR EACH ROW WHEN (OLD.category_id IS DISTINCT FROM NEW.category_id)
    EXECUTE FUNCTION wall.follows();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_assessment
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_closure
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_conversation
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_disagreement
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_episode
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id OR OLD.category_id IS DISTINCT FROM NEW.category_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_lead
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id OR OLD.category_id IS DISTINCT FROM NEW.category_id OR OLD.episode_id IS DISTINCT FROM NEW.episode_id OR OLD.practitioner_id IS DISTINCT FROM NEW.practitioner_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_need
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id OR OLD.assessment_id IS DISTINCT FROM NEW.assessment_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_plan
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_position
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_referral
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_review
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON conversations_steptransfer
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id OR OLD.category_id IS DISTINCT FROM NEW.category_id OR OLD.to_partner_id IS DISTINCT FROM NEW.to_partner_id OR OLD.conversation_id IS DISTINCT FROM NEW.conversation_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON locality_equalityanswer
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON locality_family
    FOR EACH ROW WHEN (OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON locality_familymember
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON locality_household
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON locality_needlevel
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON locality_person
    FOR EACH ROW WHEN (OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER stays BEFORE UPDATE ON locality_relationship
    FOR EACH ROW WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.provider_id IS DISTINCT FROM NEW.provider_id)
    EXECUTE FUNCTION wall.stays();

CREATE OR REPLACE TRIGGER governs BEFORE INSERT OR UPDATE OR DELETE ON locality_practitioner
    FOR EACH ROW EXECUTE FUNCTION wall.governs();

CREATE OR REPLACE TRIGGER governs BEFORE INSERT OR UPDATE OR DELETE ON locality_membership
    FOR EACH ROW EXECUTE FUNCTION wall.governs();

CREATE OR REPLACE TRIGGER governs BEFORE INSERT OR UPDATE OR DELETE ON locality_partnerpermission
    FOR EACH ROW EXECUTE FUNCTION wall.governs();

CREATE OR REPLACE TRIGGER governs BEFORE INSERT OR UPDATE OR DELETE ON locality_auditbox
    FOR EACH ROW EXECUTE FUNCTION wall.governs();

CREATE OR REPLACE TRIGGER governs BEFORE INSERT OR UPDATE OR DELETE ON locality_agreement
    FOR EACH ROW EXECUTE FUNCTION wall.governs();

CREATE OR REPLACE TRIGGER governs BEFORE INSERT OR UPDATE OR DELETE ON locality_acceptance
    FOR EACH ROW EXECUTE FUNCTION wall.governs();

CREATE OR REPLACE TRIGGER governs BEFORE INSERT OR UPDATE OR DELETE ON locality_attestation
    FOR EACH ROW EXECUTE FUNCTION wall.governs();

CREATE OR REPLACE TRIGGER made BEFORE INSERT OR UPDATE ON consent_sharingdecision
    FOR EACH ROW EXECUTE FUNCTION wall.made();

CREATE OR REPLACE TRIGGER made BEFORE INSERT OR UPDATE ON consent_consent
    FOR EACH ROW EXECUTE FUNCTION wall.made();

CREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_decisionitem
    FOR EACH ROW EXECUTE FUNCTION wall.belongs();

CREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_decisionrecipient
    FOR EACH ROW EXECUTE FUNCTION wall.belongs();

CREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_decisionsubject
    FOR EACH ROW EXECUTE FUNCTION wall.belongs();

CREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_decisiongateway
    FOR EACH ROW EXECUTE FUNCTION wall.belongs();

CREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_decisionconsent
    FOR EACH ROW EXECUTE FUNCTION wall.belongs();

CREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_familyaccess
    FOR EACH ROW EXECUTE FUNCTION wall.belongs();

CREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_noninforming
    FOR EACH ROW EXECUTE FUNCTION wall.belongs();

CREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_onwardshare
    FOR EACH ROW EXECUTE FUNCTION wall.belongs();

CREATE OR REPLACE TRIGGER shuts AFTER INSERT OR UPDATE OR DELETE ON locality_restriction
    FOR EACH STATEMENT EXECUTE FUNCTION wall.shut_anew();

CREATE OR REPLACE TRIGGER shuts AFTER INSERT OR UPDATE OR DELETE ON locality_restrictionname
    FOR EACH STATEMENT EXECUTE FUNCTION wall.shut_anew();

CREATE OR REPLACE TRIGGER shuts AFTER INSERT OR UPDATE OR DELETE ON locality_conflict
    FOR EACH STATEMENT EXECUTE FUNCTION wall.shut_anew();

-- Emergency access: written by the gate alone, with its notices
GRANT USAGE ON SEQUENCE decision_number, consent_familyaccess_id_seq, conversations_conversationaccess_id_seq TO locality_policy;
GRANT INSERT ON consent_sharingdecision TO locality_policy;
CREATE POLICY emergency ON consent_sharingdecision FOR INSERT TO locality_policy WITH CHECK (
    basis = 'urgent' AND decided_by_id = (SELECT person FROM wall.me) AND ends_at <= starts_at + interval '4 hours');
GRANT INSERT ON consent_decisionitem TO locality_policy;
CREATE POLICY emergency ON consent_decisionitem FOR INSERT TO locality_policy WITH CHECK (
    EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = consent_decisionitem.decision_id AND d.basis = 'urgent' AND d.made_in = pg_current_xact_id()));
GRANT INSERT ON consent_decisionrecipient TO locality_policy;
CREATE POLICY emergency ON consent_decisionrecipient FOR INSERT TO locality_policy WITH CHECK (
    EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = consent_decisionrecipient.decision_id AND d.basis = 'urgent' AND d.made_in = pg_current_xact_id()));
GRANT INSERT ON consent_familyaccess TO locality_policy;
CREATE POLICY emergency ON consent_familyaccess FOR INSERT TO locality_policy WITH CHECK (
    EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = consent_familyaccess.decision_id AND d.basis = 'urgent' AND d.made_in = pg_current_xact_id()));
GRANT INSERT ON conversations_conversationaccess TO locality_policy;
CREATE POLICY emergency ON conversations_conversationaccess FOR INSERT TO locality_policy WITH CHECK (
    EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = conversations_conversationaccess.decision_id AND d.basis = 'urgent' AND d.made_in = pg_current_xact_id()));
GRANT INSERT ON locality_notice TO locality_policy;
CREATE POLICY emergency ON locality_notice FOR INSERT TO locality_policy WITH CHECK (
    kind = 'emergency');

-- Where every record belongs, and nothing of what it says: for the auditor alone (A8)
SET LOCAL ROLE locality_policy;
-- For the gate's own use
CREATE OR REPLACE VIEW wall.places WITH (security_barrier) AS
SELECT kind, record, provider, family, category, item, whole FROM (
    SELECT 'allocations.AgendaInput', t.id, t.provider_id, t.family_id, t.category_id, t.id, NULL::uuid FROM allocations_agendainput t
    UNION ALL
    SELECT 'allocations.AgendaItem', t.id, t.provider_id, t.family_id, t.category_id, t.id, NULL::uuid FROM allocations_agendaitem t
    UNION ALL
    SELECT 'allocations.CarriedOver', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_carriedover t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'allocations.InputRequest', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_inputrequest t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'allocations.Interest', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_interest t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'allocations.ItemAction', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_itemaction t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'allocations.ItemChoice', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_itemchoice t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'allocations.ItemMinute', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_itemminute t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'allocations.LeadAnswer', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_leadanswer t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'allocations.MinuteAddendum', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_minuteaddendum t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'allocations.StoodOut', t.id, p.provider_id, p.family_id, p.category_id, t.item_id, t.item_id FROM allocations_stoodout t JOIN allocations_agendaitem p ON p.id = t.item_id
    UNION ALL
    SELECT 'consent.CareOrder', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM consent_careorder t
    UNION ALL
    SELECT 'consent.Consent', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM consent_consent t
    UNION ALL
    SELECT 'consent.ConsentArtefact', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.consent_id FROM consent_consentartefact t JOIN consent_consent p ON p.id = t.consent_id
    UNION ALL
    SELECT 'consent.ConsentCategory', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.consent_id FROM consent_consentcategory t JOIN consent_consent p ON p.id = t.consent_id
    UNION ALL
    SELECT 'consent.ConsentExclusion', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.consent_id FROM consent_consentexclusion t JOIN consent_consent p ON p.id = t.consent_id
    UNION ALL
    SELECT 'consent.ConsentPartner', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.consent_id FROM consent_consentpartner t JOIN consent_consent p ON p.id = t.consent_id
    UNION ALL
    SELECT 'consent.ConsentPurpose', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.consent_id FROM consent_consentpurpose t JOIN consent_consent p ON p.id = t.consent_id
    UNION ALL
    SELECT 'consent.DecisionConsent', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_decisionconsent t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.DecisionGateway', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_decisiongateway t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.DecisionItem', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_decisionitem t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.DecisionRecipient', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_decisionrecipient t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.DecisionSubject', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_decisionsubject t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.Disclosure', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_disclosure t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.EmergencyReview', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_emergencyreview t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.HolderAnswer', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.consent_id FROM consent_holderanswer t JOIN consent_consent p ON p.id = t.consent_id
    UNION ALL
    SELECT 'consent.NonInforming', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_noninforming t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.NonInformingLook', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_noninforminglook t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.PaperGiven', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM consent_papergiven t
    UNION ALL
    SELECT 'consent.SharingDecision', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM consent_sharingdecision t
    UNION ALL
    SELECT 'consent.Signature', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM consent_signature t
    UNION ALL
    SELECT 'consent.SigningStep', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_signingstep t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'consent.StoredFile', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM consent_storedfile t
    UNION ALL
    SELECT 'consent.ToldLater', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.decision_id FROM consent_toldlater t JOIN consent_sharingdecision p ON p.id = t.decision_id
    UNION ALL
    SELECT 'conversations.Action', t.id, t.provider_id, t.family_id, t.category_id, t.goes_with_id, NULL::uuid FROM conversations_action t
    UNION ALL
    SELECT 'conversations.Addendum', t.id, p.provider_id, p.family_id, p.category_id, t.conversation_id, t.conversation_id FROM conversations_addendum t JOIN conversations_conversation p ON p.id = t.conversation_id
    UNION ALL
    SELECT 'conversations.Assessment', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_assessment t
    UNION ALL
    SELECT 'conversations.Closure', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_closure t
    UNION ALL
    SELECT 'conversations.Completion', t.id, p.provider_id, p.family_id, p.category_id, t.conversation_id, t.conversation_id FROM conversations_completion t JOIN conversations_conversation p ON p.id = t.conversation_id
    UNION ALL
    SELECT 'conversations.Conversation', t.id, t.provider_id, t.family_id, t.category_id, t.id, NULL::uuid FROM conversations_conversation t
    UNION ALL
    SELECT 'conversations.CopyMade', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_copymade t
    UNION ALL
    SELECT 'conversations.DifferingView', t.id, p.provider_id, p.family_id, p.category_id, t.conversation_id, t.conversation_id FROM conversations_differingview t JOIN conversations_conversation p ON p.id = t.conversation_id
    UNION ALL
    SELECT 'conversations.Disagreement', t.id, t.provider_id, t.family_id, t.category_id, t.id, NULL::uuid FROM conversations_disagreement t
    UNION ALL
    SELECT 'conversations.DisagreementStep', t.id, p.provider_id, p.family_id, p.category_id, t.disagreement_id, t.disagreement_id FROM conversations_disagreementstep t JOIN conversations_disagreement p ON p.id = t.disagreement_id
    UNION ALL
    SELECT 'conversations.Episode', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_episode t
    UNION ALL
    SELECT 'conversations.Evaluation', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.need_id FROM conversations_evaluation t JOIN conversations_need p ON p.id = t.need_id
    UNION ALL
    SELECT 'conversations.Lead', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_lead t
    UNION ALL
    SELECT 'conversations.LevelTold', t.id, p.provider_id, p.family_id, p.category_id, t.conversation_id, t.conversation_id FROM conversations_leveltold t JOIN conversations_conversation p ON p.id = t.conversation_id
    UNION ALL
    SELECT 'conversations.Need', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_need t
    UNION ALL
    SELECT 'conversations.NeedTold', t.id, p.provider_id, p.family_id, p.category_id, t.conversation_id, t.conversation_id FROM conversations_needtold t JOIN conversations_conversation p ON p.id = t.conversation_id
    UNION ALL
    SELECT 'conversations.Participant', t.id, p.provider_id, p.family_id, p.category_id, t.conversation_id, t.conversation_id FROM conversations_participant t JOIN conversations_conversation p ON p.id = t.conversation_id
    UNION ALL
    SELECT 'conversations.Plan', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_plan t
    UNION ALL
    SELECT 'conversations.Position', t.id, t.provider_id, t.family_id, t.category_id, t.id, NULL::uuid FROM conversations_position t
    UNION ALL
    SELECT 'conversations.QualityCheck', t.id, p.provider_id, p.family_id, p.category_id, t.conversation_id, t.conversation_id FROM conversations_qualitycheck t JOIN conversations_conversation p ON p.id = t.conversation_id
    UNION ALL
    SELECT 'conversations.Referral', t.id, t.provider_id, t.family_id, t.category_id, t.id, NULL::uuid FROM conversations_referral t
    UNION ALL
    SELECT 'conversations.ReferralChild', t.id, p.provider_id, p.family_id, p.category_id, t.referral_id, t.referral_id FROM conversations_referralchild t JOIN conversations_referral p ON p.id = t.referral_id
    UNION ALL
    SELECT 'conversations.ReferralNote', t.id, p.provider_id, p.family_id, p.category_id, t.referral_id, t.referral_id FROM conversations_referralnote t JOIN conversations_referral p ON p.id = t.referral_id
    UNION ALL
    SELECT 'conversations.Review', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_review t
    UNION ALL
    SELECT 'conversations.Score', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.need_id FROM conversations_score t JOIN conversations_need p ON p.id = t.need_id
    UNION ALL
    SELECT 'conversations.StepTransfer', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM conversations_steptransfer t
    UNION ALL
    SELECT 'conversations.Subject', t.id, p.provider_id, p.family_id, p.category_id, t.conversation_id, t.conversation_id FROM conversations_subject t JOIN conversations_conversation p ON p.id = t.conversation_id
    UNION ALL
    SELECT 'locality.EqualityAnswer', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM locality_equalityanswer t
    UNION ALL
    SELECT 'locality.Family', t.id, t.provider_id, t.id, t.category_id, NULL::uuid, NULL::uuid FROM locality_family t
    UNION ALL
    SELECT 'locality.FamilyMember', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM locality_familymember t
    UNION ALL
    SELECT 'locality.Household', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM locality_household t
    UNION ALL
    SELECT 'locality.NeedLevel', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM locality_needlevel t
    UNION ALL
    SELECT 'locality.Person', m.person_id, m.provider_id, m.family_id, m.category_id, NULL::uuid, NULL::uuid FROM locality_familymember m
    UNION ALL
    SELECT 'locality.Relationship', t.id, t.provider_id, t.family_id, t.category_id, NULL::uuid, NULL::uuid FROM locality_relationship t
    UNION ALL
    SELECT 'locality.Residence', t.id, p.provider_id, p.family_id, p.category_id, NULL::uuid, t.household_id FROM locality_residence t JOIN locality_household p ON p.id = t.household_id
) AS found(kind, record, provider, family, category, item, whole);
CREATE OR REPLACE VIEW wall.trail WITH (security_barrier) AS
SELECT kind, record, provider, family, category, item, whole FROM wall.places
WHERE (SELECT audits FROM wall.me);
GRANT SELECT ON wall.trail TO locality_app;
RESET ROLE;
