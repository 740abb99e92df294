"""Small files that break the house rules, for tests/test_house_rules.py: (check, path, text).

`# found` stands on each line that the check must report; it must report no other.
"""

from tests.plants.building import BUILDING
from tests.plants.reading import READING

# The least that a planted house needs: the rule, history, and one protected model.
GROUND = {
    "locality/access/rule.py": "class VisibleQuerySet(QuerySet):\n    pass\n",
    "locality/history.py": "class Recorded(models.Model):\n    class Meta:\n        abstract = True\n",
    "conversations/models.py": """
        class ConversationQuerySet(VisibleQuerySet):
            family = "about__family"
        class Conversation(Recorded):
            about, provider, category = to_one(Case), to_one(Partner), to_one(Category)
            objects = ConversationQuerySet.as_manager()
        class Draft(models.Model):
            text = models.TextField()
    """,
}

PLANTS = READING + BUILDING
