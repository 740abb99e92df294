"""Why things were shared or kept back in the demonstration, in words of our own. {child}, {adult} and {partner} are
filled in."""

NEED_TO_KNOW = {
    "council": "can offer the family a worker and knows what has been tried before",
    "school": "sees {child} every day and can change the day around what is hard",
    "children_0_19": "visits at home and can look at sleep, food and growth",
    "police": "knows the places and the older children, and can keep {child} from harm there",
    "fire": "can make the home safe and fit alarms this week",
    "work_and_pensions": "can put right the payments that keep {adult} awake",
    "camhs": "can say whether {child} needs treatment or patience",
    "gp": "prescribes for {adult} and sees the family when they are worried",
    "health_trust": "is looking after {child} in clinic and needs the background",
    "national_probation": "supervised {adult} then and planned around the children",
    "probation": "meets {adult} each week and plans around the children",
    "provider": "runs the group that {adult} asked for and must know how to welcome them",
}
BECAUSE = {
    "school": [
        "Days missed at school are the sign, not the cause: what keeps {child} at home is bigger than school.",
        "{child} spends thirty hours a week with us, and what happens in the others decides how those go.",
    ],
    "early_years": [
        "{child} is small, and weeks matter: whoever visits must know what the others have seen.",
        "{adult} cannot tell her story to one more stranger, and should not have to.",
    ],
    "health": [
        "Everybody holds one piece of how {child} is feeling, and nobody yet holds them all.",
        "{child} gets better in small steps, and each of us has to know what the last one was.",
    ],
    "substance": [
        "{adult} is trying hard to stay well, and it helps when the people around pull one way.",
        "A missed Tuesday means little by itself and a great deal together with what we see.",
    ],
    "relationships": [
        "The quarrels at home reach {child} first, and each of us hears only half of them.",
        "{child} is tired of being the one who carries news from house to house.",
    ],
    "exploitation": [
        "Older people are taking an interest in {child}, and only together do we see the pattern.",
        "Those who mean {child} harm count on our not talking to each other.",
    ],
    "crime": [
        "{child} is at the edge of something, and the right word now can still turn it.",
        "What {child} did is known to everybody; why is known to us, and it changes what would help.",
    ],
    "abuse": [
        "Being safe depends on nobody saying the wrong thing to the wrong person about {adult} and {child}.",
        "{adult} has told us what keeps them safe, and it only works when the others keep to it too.",
    ],
    "housing": [
        "While the family does not know where it will live, nothing else that we do for {child} can hold.",
        "Every move has cost {child} a friend, a teacher and a doctor who knew what was the matter.",
    ],
    "money": [
        "{adult} has told the same story to four offices; saying it once more should be our work.",
        "Being short of money is not neglect, and whoever meets {child} should know which it is.",
    ],
}
ABOUT_ONE = [
    "This one conversation holds what was promised to {child}, and promises are kept by those who know of them.",
    "Who took part should be able to read what was said, or we begin from memory next time.",
    "What was agreed in it is for both of us to do, and half of it is theirs.",
    "There is more in the notes than one remembers of a call, and the detail about {child} matters here.",
    "{child} said something in it that {partner} ought to hear in {child}’s words and not in mine.",
    "The date and the worry belong together, and {partner} has to plan around both.",
]
SO_THAT = [
    "Sharing this lets {partner} begin this month instead of asking all of it again.",
    "Without it {partner} would plan around what it does not know.",
    "What is shared is only what {partner} needs for its part; the rest stays with us.",
    "{adult} has read what we pass on and would rather that {partner} heard it from us.",
    "It is the smallest amount with which {partner} can still do something useful.",
    "Keeping it back would leave {child} waiting, and nobody could say what for.",
    "{child} was asked too and said that it was all right to tell {partner}.",
    "We weighed how private this is against what {partner} can change, and the child comes first.",
    "It was agreed in the room, with {adult} there, and {partner} has promised an answer in two weeks.",
    "The next step cannot be planned before {partner} knows it.",
]
KEPT_BACK = [
    "Not needed for what they are asked to do",
    "It would tell where the family lives, and somebody must not find out",
    "It is about a grown-up’s own health and changes nothing for the child’s plan",
    "It is old, and nobody could check whether it still holds",
]
VERBAL = [
    "On the telephone, because the baby was asleep and the form was at the nursery",
    "Said at the school gate; the paper form goes home in the book bag",
    "Reading is hard for her, so everything was read out and she agreed to each part aloud",
    "The visit was cut short, and she rang the same evening to say yes",
]
HOW = {
    "booklet_given": ["by hand, in the meeting room", "left at the home visit, in plain English", "read through aloud"],
    "receipt_signed": ["signed on the last page", "signed at the kitchen table", "signed, with a copy for the family"],
    "notice_given": ["in writing, with the booklet", "in writing, large print", "in writing, and explained in Polish"],
    "consent_sought": ["face to face", "in the room with an interpreter", "by telephone, then face to face"],
    "consent_given": ["signed, after a night to think it over", "signed there and then", "said aloud, each part asked"],
}
FACTS = [
    (
        "On Monday {child} said in the dinner queue that the door had been kicked in again and asked us not to say. "
        "The lip was swollen. Asking at home first would have told the person who did it that {child} had spoken."
    ),
    (
        "The school nurse saw three round marks on {child} and was told two different stories about them within the "
        "hour. {adult} left in a hurry with a man who waited in the car. We could not reach her safely to ask."
    ),
    (
        "{child} was picked up twice last week by a car that staff do not know, came back with a new telephone and "
        "asked a friend to hide it. A message on it named a place and a time this evening. There was no time to ask."
    ),
    (
        "{adult} was found asleep at noon with the hob on and {child} beside her, aged too young to be alone. A "
        "neighbour says that it was the third time this month. {adult} could not be woken enough to be asked."
    ),
]
LOOKED_AGAIN = {
    "still": "{child} is still at home, and the police ask that nothing is said before they have spoken to everybody.",
    "may_be_told": "The man has moved out and the police have spoken to him: {adult} can be told when she is alone.",
}
NOT_AFTER_ALL = (
    "The man is with {adult} all day and reads what comes to her telephone. The police rang: they speak to him on "
    "Thursday, and ask that nobody at home hears of it before."
)
EMERGENCY = (
    "{child} rang 999 from a neighbour’s garden and said that a man is in the house and has hurt {adult}. Nobody "
    "answers at the house, and the officers on their way do not know who else lives there."
)
SAFETY = (
    "If we share, {child} may be asked about it at home tonight, so nobody rings the house. If we do not, whoever sees "
    "{child} next would not know what to look for."
)
PASSED_ON = "I am at the governors’ meeting until this evening. You know the family: please look at it before four."
SENT_BACK = (
    "Marram House needs to know that {child} may not be safe at home. Does it need the whole of what was said in the "
    "dinner queue? Please say who saw the lip and when, or decide anew with less."
)
PASSED_ELSEWHERE = (
    {
        "method": "phone",
        "to_whom": "The duty sergeant, protecting vulnerable people",
        "number_check": "Rang back through the switchboard, on the number in the partners’ list",
        "receipt": "Read it back to me and gave the number of the log",
    },
    {
        "method": "secure_email",
        "to_whom": "The team’s shared mailbox for early help",
        "receipt": "They answered the same afternoon",
        "copy": "With the papers of the family at our office",
    },
)
TOLD_LATER = (
    "Told {adult} at the kitchen table, once it was safe: what the police know, why we did not ask her first, and that "
    "nobody else was told. She cried and said that she was glad."
)
WISHES = (
    "{other} does not want anything passed on and said so twice. We told him that we would write that down. His wish "
    "to be left alone weighs less than what {child} needs from the clinic, and nothing about him is shared."
)
NOT_SHARED = {
    "detriment": "The office works next door to the family of {adult}’s former partner. Any word about where {child} "
    "goes to school could reach him, and being found would harm {child} far more than a late payment does.",
    "wish_respected": "{adult} agreed to everybody except the police and gave her reason. Nothing that {child} has "
    "said points to a crime, and the help works because {adult} trusts that we keep our word.",
    "not_relevant": "What was said was about {adult}’s own childhood. It explains a good deal to us, but it changes "
    "nothing in what {partner} does for {child}, so it stays here.",
    "already_held": "{partner} wrote the letter that this is about and has all of it. Sending it back would only put "
    "another copy of a private thing into the world.",
    "too_doubtful": "It is hearsay from the playground, told twice and differently each time. We keep {child} in mind, "
    "ask again on Thursday, and share when we know something.",
    "not_their_function": "{partner} asked out of kindness, but its work with the family ended in spring. If {child} "
    "comes back to them we look at it again and ask {adult} first.",
}
NOT_SHARED_FURTHER = {
    "wish_respected": "{adult} asked us to leave her money to her: she has an appointment there on Monday and tells "
    "them herself what they need. {child} wants for nothing meanwhile, so her wish outweighs what they would do.",
    "detriment": "A cousin of the man from whom {adult} fled works at the front desk and has asked after her twice. "
    "Until she is moved away from there, whatever we send could reach him, and {child} would not be safe.",
}
WAITING = (
    "{adult} would like to talk to her mother before she answers. Nothing about {child} gets worse in a week, and an "
    "answer given in her own time is worth more to all of us."
)
ENDED = [
    "The work that it was shared for is finished, and the family was told so.",
    "{adult} has moved to another worker; the new one decides afresh.",
]
WITHDRAWN = "Told the health visitor on the doorstep that she had changed her mind, and was thanked for saying so"
NOT_ASKED = "Nobody has met the family yet: what we hold is a list of school days missed"
ADVICE = "Asked our safeguarding nurse without naming anybody: she would share, and would keep the address out of it."
ORDER_SEEN = {
    "emergency": "Copy of the order brought by the duty social worker",
    "interim": "Sealed order seen at the handover",
}
AFTER_THE_END = {
    "destroyed": "The two pages that were printed for the visit went through the shredder.",
    "nothing_kept": "It was read on the screen and nothing was copied.",
}
GIVEN = {"given_verbal": "said aloud, each part asked", "given_written": "signed, after a night to think it over"}
HOW_GIVEN = {
    "by_hand": "by hand, at the home visit",
    "read_aloud": "by hand, and read through aloud",
    "post": "by post, and talked through on the telephone",
}
NOT_REACHED = [
    "He works away at sea and has not answered two letters; we try again when he is back",
    "There is an order that he may not come near them, and nobody has an address for him",
]
BREACHES = (
    "A letter about the term’s meetings showed the addresses of all its readers to one another.",
    "A list of meeting items was sent from a worker’s own telephone to their own e-mail, to print it at home.",
)
BREACH_STEPS = {
    "contained": "Everybody who received it was asked to delete it, and each of them said that they had.",
    "no_risk": "The addresses are those of offices. Nobody’s home was among them, and nothing was said of any family.",
    "learned": "Letters to several people now go out one by one, and a second person looks at the first of them.",
    "told_regulator": "Told by their online form; they gave a number and asked for the steps taken since.",
    "told_people": "Both families were rung, told what had been on the list, and that it is deleted.",
}
