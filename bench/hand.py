"""The page of conversations as one statement by hand: the same rule, for one partner, written by somebody in a hurry to
be fast and with no code to share."""

STANDS = """n.given_at IS NOT NULL AND n.given_at <= now()
      AND (n.withdrawn_at IS NULL OR n.withdrawn_at > now()) AND (n.superseded_at IS NULL OR n.superseded_at > now())
      AND (n.expires_on IS NULL OR n.expires_on > current_date)"""
STANDS_TOO = STANDS.replace("n.", "m.")
LIVE = f"""d.outcome IN ('share', 'share_part') AND d.starts_at <= now() AND d.ends_at > now()
  AND (d.ended_at IS NULL OR d.ended_at > now()) AND (d.superseded_at IS NULL OR d.superseded_at > now())
  AND (NOT d.waits_for_authoriser OR d.authorised_at <= now())
  AND (d.sign_by IS NULL OR d.sign_by > now() OR d.authorised_at <= d.sign_by)
  AND CASE WHEN EXISTS (SELECT FROM wall.rests_on n WHERE n.decision_id = d.id AND NOT ({STANDS})
    AND NOT EXISTS (SELECT FROM wall.rests_on m WHERE m.decision_id = n.decision_id AND m.whose = n.whose
      AND {STANDS_TOO})) THEN false ELSE true END"""

HAND_WRITTEN = f"""
SELECT c.*, p.* FROM (
  SELECT key FROM (
    (SELECT started_at AS moment, id AS key FROM conversations_conversation WHERE provider_id = '{{partner}}'
     ORDER BY 1 DESC, 2 DESC LIMIT 33)
    UNION
    (SELECT DISTINCT sort_key, content_object_id FROM conversations_conversationaccess WHERE group_id = {{group}}
     ORDER BY 1 DESC, 2 DESC LIMIT 33)
    ORDER BY 1 DESC, 2 DESC LIMIT 33) newest) k
JOIN conversations_conversation c ON c.id = k.key JOIN locality_partner p ON p.id = c.provider_id
WHERE (c.provider_id = '{{partner}}'
  OR EXISTS (SELECT FROM consent_familyaccess a JOIN consent_sharingdecision d ON d.id = a.decision_id
    WHERE a.content_object_id = c.family_id AND a.group_id = {{group}} AND a.permission_id = c.category_id
    AND d.provider_id = c.provider_id AND {LIVE})
  OR EXISTS (SELECT FROM conversations_conversationaccess a JOIN consent_sharingdecision d ON d.id = a.decision_id
    WHERE a.content_object_id = c.id AND a.group_id = {{group}}
    AND a.permission_id = (SELECT id FROM auth_permission WHERE codename = 'see_conversation') AND {LIVE}))
  AND NOT EXISTS (SELECT FROM wall.restricted r WHERE r.family_id = c.family_id AND r.starts_at <= now()
    AND (r.ends_at IS NULL OR r.ends_at > now()) AND NOT EXISTS (SELECT FROM locality_restrictionname n
    WHERE n.restriction_id = r.id AND n.practitioner_id = '{{person}}'))
  AND NOT EXISTS (SELECT FROM locality_conflict x WHERE x.family_id = c.family_id AND x.practitioner_id = '{{person}}'
    AND x.starts_at <= now() AND (x.ends_at IS NULL OR x.ends_at > now()))
ORDER BY c.started_at DESC, c.id DESC LIMIT 26
"""
