-- What only an audit may count across partners (domain.md section 5, questions 16 and 20): how many records of a kind
-- each partner has in each month, and how many of them have a mark. Numbers alone leave these functions: no key of a
-- record, of a family or of a person, no word of theirs, and nothing finer than a month. To anybody who is not auditing
-- they answer with no row: a number under six cannot be hidden from whoever may ask again for one day less.
-- Raised after gate.sql, and owned as that is.

DROP FUNCTION IF EXISTS wall.recorded(date, date); -- before it was told the bank holidays

-- The date so many working days after a day; `closed` are the bank holidays.
CREATE OR REPLACE FUNCTION wall.working_days_after(day date, days int, closed date[]) RETURNS date
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    WHILE days > 0 LOOP
        day := day + 1;
        IF extract(isodow FROM day) < 6 AND (closed IS NULL OR day <> ALL (closed)) THEN
            days := days - 1;
        END IF;
    END LOOP;
    RETURN day;
END $$;

CREATE OR REPLACE FUNCTION wall.recorded(since date, until date, closed date[])
RETURNS TABLE (mark text, partner uuid, month date, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH talked AS (
        SELECT c.provider_id, (c.started_at AT TIME ZONE 'Europe/London')::date AS day,
               c.took_place, c.recorded_at > c.started_at + interval '2 days'
                   AND (c.recorded_at AT TIME ZONE 'Europe/London')::date > wall.working_days_after(
                       (c.started_at AT TIME ZONE 'Europe/London')::date, 2, closed) AS late,
               c.took_place AND btrim(c.agreed) = '' AS unsaid,
               c.harm <> 'no' AND c.front_door_called_at IS NULL AND btrim(c.front_door_not_called_reason) = ''
                   AND NOT EXISTS (SELECT FROM public.conversations_referral r WHERE r.conversation_id = c.id) AS unheard,
               EXISTS (SELECT FROM public.conversations_action a WHERE a.conversation_id = c.id) AS acted,
               EXISTS (SELECT FROM public.conversations_participant p
                       WHERE p.conversation_id = c.id AND p.partner_id <> c.provider_id) AS across
        FROM public.conversations_conversation c
        WHERE (SELECT audits FROM wall.me)),
    heard AS (
        SELECT m.written_for_id AS provider_id, (t.held_at AT TIME ZONE 'Europe/London')::date AS day,
               m.finished_at IS NOT NULL AS finished, m.outcomes = '{}' AS unsaid,
               NOT m.outcomes <@ ARRAY['consultation_only', 'defer', 'no_further_action', 'refer_front_door',
                                       'disagreement_opened']::varchar[]
                   AND btrim(m.no_lead_why) = ''
                   AND NOT EXISTS (SELECT FROM public.allocations_leadanswer l
                                   WHERE l.minute_id = m.id AND l.accepted) AS unled,
               NOT m.outcomes <@ ARRAY['consultation_only', 'defer', 'no_further_action']::varchar[]
                   AND NOT EXISTS (SELECT FROM public.allocations_itemaction a
                                   WHERE a.minute_id = m.id AND a.taken_back_at IS NULL) AS undone
        FROM public.allocations_itemminute m
        JOIN public.allocations_allocationmeeting t ON t.id = m.meeting_id AND t.ended_at IS NOT NULL
        WHERE (SELECT audits FROM wall.me)
          AND NOT EXISTS (SELECT FROM public.allocations_carriedover o
                          WHERE o.item_id = m.item_id AND o.from_meeting_id = m.meeting_id)),
    helped AS (
        SELECT e.provider_id, (e.opened_at AT TIME ZONE 'Europe/London')::date AS day,
               e.over_at IS NULL AND btrim(e.no_lead_reason) = '' AND e.opened_at < (SELECT at FROM wall.me) - interval '7 days'
                   AND NOT EXISTS (SELECT FROM public.conversations_lead l
                                   WHERE l.episode_id = e.id AND l.answer = 'accepted') AS unled
        FROM public.conversations_episode e
        WHERE (SELECT audits FROM wall.me)),
    marked AS (
        SELECT provider_id, day, ARRAY['conversation',
                   CASE WHEN NOT took_place THEN 'conversation:declined' END,
                   CASE WHEN late THEN 'conversation:late' END,
                   CASE WHEN unsaid THEN 'conversation:unsaid' END,
                   CASE WHEN unheard THEN 'conversation:unheard' END,
                   CASE WHEN took_place AND NOT acted THEN 'conversation:no_action' END,
                   CASE WHEN took_place AND NOT across THEN 'conversation:alone' END,
                   CASE WHEN unsaid OR unheard THEN 'conversation:faulty' END] AS marks FROM talked
        UNION ALL
        SELECT provider_id, day, ARRAY['minute',
                   CASE WHEN NOT finished THEN 'minute:unfinished' END,
                   CASE WHEN finished AND unsaid THEN 'minute:unsaid' END,
                   CASE WHEN finished AND unled THEN 'minute:unled' END,
                   CASE WHEN finished AND undone THEN 'minute:undone' END,
                   CASE WHEN NOT finished OR unsaid OR unled OR undone THEN 'minute:faulty' END] FROM heard
        UNION ALL
        SELECT provider_id, day, ARRAY['help', CASE WHEN unled THEN 'help:unled' END,
                                       CASE WHEN unled THEN 'help:faulty' END] FROM helped)
    SELECT told.mark, marked.provider_id, date_trunc('month', day)::date, count(*)
    FROM marked CROSS JOIN LATERAL unnest(marks) AS told(mark)
    WHERE told.mark IS NOT NULL AND (since IS NULL OR day >= since) AND (until IS NULL OR day <= until)
    GROUP BY 1, 2, 3;
$$;

-- The marks of one disagreement, by the clock of conversations/ladder.py: on which stage it stands or was settled, and
-- whether the time of any stage ran out.
CREATE OR REPLACE FUNCTION wall.disagreed(its uuid, closed date[]) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    d public.conversations_disagreement%ROWTYPE;
    now_ timestamptz := (SELECT at FROM wall.me);
    positions int[];
    lengths int[];
    since timestamptz;
    ends timestamptz;
    up timestamptz;
    last date;
    late boolean := false;
    place int := 1;
BEGIN
    SELECT * INTO d FROM public.conversations_disagreement x WHERE x.id = its;
    SELECT array_agg(s.position ORDER BY s.position), array_agg(s.days ORDER BY s.position) INTO positions, lengths
    FROM public.conversations_stage s
    WHERE s.valid_from <= (now_ AT TIME ZONE 'Europe/London')::date
      AND (s.valid_to IS NULL OR s.valid_to > (now_ AT TIME ZONE 'Europe/London')::date);
    since := d.raised_at;
    WHILE positions IS NOT NULL LOOP
        IF d.at_risk THEN
            ends := d.raised_at + interval '24 hours' * place / cardinality(positions);
        ELSE
            last := wall.working_days_after(
                ((since - interval '1 second') AT TIME ZONE 'Europe/London')::date, lengths[place], closed);
            ends := (last + 1)::timestamp AT TIME ZONE 'Europe/London';
        END IF;
        IF place = cardinality(positions) THEN
            late := late OR coalesce(d.settled_at, now_) > ends;
            EXIT;
        END IF;
        SELECT min(s.written_at) INTO up FROM public.conversations_disagreementstep s
        WHERE s.disagreement_id = its AND s.kind = 'up' AND s.stage = positions[place + 1];
        IF up BETWEEN since AND ends THEN
            since := up;
        ELSIF d.settled_at <= ends THEN
            EXIT;
        ELSIF now_ >= ends THEN
            late := true;
            since := ends;
        ELSE
            EXIT;
        END IF;
        place := place + 1;
    END LOOP;
    RETURN array_remove(ARRAY['disagreement',
        CASE WHEN d.settled_at IS NULL THEN 'disagreement:open' ELSE 'disagreement:settled' END,
        CASE WHEN positions IS NOT NULL THEN 'disagreement:stage ' || positions[place] END,
        CASE WHEN late THEN 'disagreement:faulty' END], NULL);
END $$;

CREATE OR REPLACE FUNCTION wall.helped(since date, until date, closed date[])
RETURNS TABLE (mark text, partner uuid, month date, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH disagreements AS (
        SELECT d.provider_id, (d.raised_at AT TIME ZONE 'Europe/London')::date AS day, wall.disagreed(d.id, closed) AS marks
        FROM public.conversations_disagreement d
        WHERE (SELECT audits FROM wall.me)),
    over AS (
        SELECT e.id, e.provider_id, e.over_at, (e.over_at AT TIME ZONE 'Europe/London')::date AS day,
               EXISTS (SELECT FROM public.conversations_closure c WHERE c.episode_id = e.id
                       AND c.signed_at IS NOT NULL AND c.reason = 'needs_met_universal') AS met,
               (SELECT min(n.opened_at) FROM public.conversations_episode n
                WHERE n.family_id = e.family_id AND n.id <> e.id AND n.opened_at > e.over_at) AS back,
               (SELECT min(r.outcome_at) FROM public.conversations_referral r
                WHERE r.family_id = e.family_id AND r.outcome IN ('accepted_s17', 's47_strategy')
                  AND r.outcome_at > e.over_at) AS up,
               (SELECT at FROM wall.me) AS now
        FROM public.conversations_episode e
        WHERE (SELECT audits FROM wall.me) AND e.status = 'closed'
          AND NOT EXISTS (SELECT FROM public.conversations_closure c WHERE c.episode_id = e.id
                          AND c.signed_at IS NOT NULL AND c.reason IN ('opened_in_error', 'died'))),
    needs AS (
        SELECT o.provider_id, o.day, o.id AS episode, n.person_id,
               coalesce((SELECT v.status FROM public.conversations_evaluation v
                         JOIN public.conversations_review w ON w.id = v.review_id
                         WHERE v.need_id = n.id ORDER BY w.held_on DESC, w.recorded_at DESC LIMIT 1), n.status) AS status
        FROM over o
        JOIN public.conversations_assessment s ON s.episode_id = o.id AND s.status <> 'abandoned'
        JOIN public.conversations_need n ON n.assessment_id = s.id),
    people AS (
        SELECT x.provider_id, x.day, bool_or(x.status IN ('met', 'partly_met')) AS better,
               CASE WHEN p.kind = 'unborn' THEN '0 to 4'
                    WHEN p.date_of_birth IS NULL THEN CASE WHEN p.kind = 'adult' THEN '18 and over' ELSE 'not known' END
                    ELSE (ARRAY['0 to 4', '5 to 10', '11 to 15', '16 and 17', '18 and over'])[width_bucket(
                        extract(year FROM age(greatest(x.day, p.date_of_birth), p.date_of_birth))::int,
                        ARRAY[5, 11, 16, 18]) + 1] END AS band
        FROM needs x JOIN public.locality_person p ON p.id = x.person_id
        GROUP BY x.provider_id, x.day, x.episode, p.id),
    scores AS (
        SELECT s.provider_id, c.voice, max(c.scored_on) AS day,
               (array_agg(c.value ORDER BY c.scored_on DESC, c.scored_at DESC))[1]
                   - (array_agg(c.value ORDER BY c.scored_on, c.scored_at))[1] AS way
        FROM public.conversations_score c JOIN public.conversations_assessment s ON s.id = c.assessment_id
        WHERE (SELECT audits FROM wall.me)
        GROUP BY s.provider_id, c.need_id, c.voice
        HAVING count(*) > 1),
    marked AS (
        SELECT provider_id, day, marks FROM disagreements
        UNION ALL
        SELECT provider_id, day, ARRAY['closed',
                   CASE WHEN met THEN 'closed:met' END,
                   CASE WHEN over_at + interval '6 months' <= now THEN 'closed:6 months ago' END,
                   CASE WHEN over_at + interval '6 months' <= now AND back <= over_at + interval '6 months'
                       THEN 'closed:back 6' END,
                   CASE WHEN over_at + interval '6 months' <= now AND up <= over_at + interval '6 months'
                       THEN 'closed:up 6' END,
                   CASE WHEN over_at + interval '12 months' <= now THEN 'closed:12 months ago' END,
                   CASE WHEN over_at + interval '12 months' <= now AND back <= over_at + interval '12 months'
                       THEN 'closed:back 12' END,
                   CASE WHEN over_at + interval '12 months' <= now AND up <= over_at + interval '12 months'
                       THEN 'closed:up 12' END] FROM over
        UNION ALL
        SELECT provider_id, day, ARRAY['need', 'need:' || status] FROM needs
        UNION ALL
        SELECT provider_id, day, ARRAY['person', 'person:' || band, CASE WHEN better THEN 'person:better ' || band END]
        FROM people
        UNION ALL
        SELECT provider_id, day, ARRAY['scale', 'scale:' || voice
                   || CASE WHEN way > 0 THEN ' up' WHEN way < 0 THEN ' down' ELSE ' same' END] FROM scores)
    SELECT told.mark, marked.provider_id, date_trunc('month', day)::date, count(*)
    FROM marked CROSS JOIN LATERAL unnest(marks) AS told(mark)
    WHERE told.mark IS NOT NULL AND (since IS NULL OR day >= since) AND (until IS NULL OR day <= until)
    GROUP BY 1, 2, 3;
$$;

REVOKE ALL ON FUNCTION wall.recorded(date, date, date[]), wall.helped(date, date, date[]), wall.disagreed(uuid, date[]),
    wall.working_days_after(date, int, date[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wall.recorded(date, date, date[]), wall.helped(date, date, date[]) TO locality_app;
