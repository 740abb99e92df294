"""The demonstration's papers for families, in plain words of our own: English and Polish."""

BOOKLET = """# What this is about

Early help means that people who know your family work together with you before things get hard. To do that well,
they sometimes have to tell each other something about you.

You are asked first. This booklet says what we will ask, and what your answer means.

# What we will ask you

- Whether we may tell other services something about you
- Which services, and what they may be told
- Until when

You can say yes to some of it and no to the rest. Each adult answers for themselves. A young person of 16 or 17 does
too, and so does a younger one who understands what it means.

# What happens when you say yes

- Only the services that you named are told, and only what you agreed to
- We write down what was shared, with whom, why and until when
- You can have a copy of that at any time
- We look at it again with you, at least once a year

# What happens when you say no

Nothing is taken away from you. You keep the help that you have a right to, and a no is never held against you.

You can change your mind at any time, in any way you like: by telephone, in a letter, or by telling somebody whom
you trust.

# When we may share without asking

Sometimes the law lets us, or tells us to: above all when a child may be badly harmed, or when asking would put
somebody in danger. We then write down why. We tell you as soon as that is safe.

# How to reach us

Ask the person who gave you this booklet. They can read it with you, bring an interpreter, or get it for you in
large print or in an easier form.
"""
BOOKLET_EASY = """# What this is about

Some people help your family.

They want to talk to each other about you.

They must ask you first.

# You choose

- You can say yes.
- You can say no.
- You can say yes to a part.

# If you say yes

We tell only the people you chose.

We tell only what you agreed to.

You can ask us what we said.

# If you say no

You still get help.

Nobody is cross with you.

# You can change your mind

You can do that on any day.

Just tell us.

# If somebody is in danger

Then we may have to tell somebody without asking.

We will tell you when it is safe.
"""
BOOKLET_POLISH = """# O czym jest ta broszura

Wczesna pomoc oznacza, że osoby, które znają Państwa rodzinę, pracują razem z Państwem, zanim będzie naprawdę
trudno. Czasem muszą sobie coś o Państwu powiedzieć.

Najpierw pytamy Państwa. Ta broszura mówi, o co zapytamy i co oznacza odpowiedź.

# O co zapytamy

- Czy możemy coś o Państwu powiedzieć innym służbom
- Którym służbom i co możemy im powiedzieć
- Do kiedy

Można zgodzić się na jedną część, a na inną nie. Każdy dorosły odpowiada sam za siebie. Osoby w wieku 16 i 17 lat
także.

# Jeśli powiedzą Państwo tak

- Mówimy tylko tym służbom, które Państwo wskazali, i tylko to, na co jest zgoda
- Zapisujemy, co powiedzieliśmy, komu, dlaczego i do kiedy
- Mogą Państwo w każdej chwili dostać kopię

# Jeśli powiedzą Państwo nie

Nie tracą Państwo żadnej pomocy, do której mają Państwo prawo. Zdanie można zmienić w każdej chwili: telefonicznie,
listownie lub osobiście.

# Kiedy możemy nie pytać

Czasem prawo na to pozwala albo tego wymaga, przede wszystkim gdy dziecku może stać się poważna krzywda. Zapisujemy
wtedy dlaczego i mówimy Państwu, gdy tylko jest to bezpieczne.
"""
BOOKLET_POLISH_EASY = """# O czym to jest

Kilka osób pomaga Państwa rodzinie.

Chcą o Państwu rozmawiać.

Najpierw muszą zapytać.

# Państwo decydują

- Można powiedzieć tak.
- Można powiedzieć nie.
- Można zgodzić się na część.

# Zdanie można zmienić

W każdym dniu.

Wystarczy nam powiedzieć.
"""
NOTICE = """# Who we are

We are {partner}. We keep what we write about you safe, and we answer for it.

# What we write down

- Who is in your family, and how to reach you
- What you and others are worried about, and what goes well
- What was agreed, and who does it

# Why we may

Helping families early is one of the tasks that the law gives us. That is why we may write things down. Whether we
tell others is another question: we ask you about that, as the booklet says.

# Who sees it

People who work for us and help your family. Other services see only what a recorded decision gives them, and only
until it ends. Each time somebody opens your record, that is written down.

# How long we keep it

As long as the law asks of us, and no longer. Then it is destroyed, and that is written down too.

# What you can ask for

- To see what we have written about you
- To have mistakes put right
- That we stop using it in a way that harms you

Ask us, or the person who gave you this. If our answer does not satisfy you, you can complain to the {regulator}.
"""
NOTICE_POLISH = """# Kim jesteśmy

Jesteśmy: {partner}. Dbamy o bezpieczeństwo tego, co o Państwu zapisujemy, i za to odpowiadamy.

# Co zapisujemy

- Kto należy do rodziny i jak się z Państwem skontaktować
- Co Państwa i innych martwi, a co idzie dobrze
- Co uzgodniono i kto to zrobi

# Dlaczego nam wolno

Wczesna pomoc rodzinom to jedno z zadań, które daje nam prawo. O to, czy możemy coś powiedzieć innym, pytamy Państwa
osobno.

# Kto to widzi

Nasi pracownicy, którzy pomagają Państwa rodzinie. Inne służby widzą tylko to, co daje im zapisana decyzja, i tylko
do jej końca.

# O co mogą Państwo prosić

- O wgląd w to, co o Państwu zapisaliśmy
- O poprawienie błędów
- O wyjaśnienie, komu i co powiedzieliśmy

Skargę można złożyć u nas albo w urzędzie: {regulator}.
"""
CHILD_NOTICE = """# Hello

Some grown-ups want to help you and your family. To remember what you told them, they write it down.

# What they write

- Your name and how old you are
- What makes you happy, and what makes you sad or scared
- What they promised to do

# Who can read it

Only people who help you. If they want to tell somebody else, they ask you or your family first. If they think that
you are in danger, they tell somebody who can keep you safe.

# What you can do

- Ask what they wrote
- Say when something is wrong
- Ask somebody you trust to help you ask
"""
FORM = """# Before you sign

Somebody went through the booklet and the privacy notice with you. You know what you are asked, and you had time to
think.

# What your signature means

It means that you agree to what is written beside it: who may be told, about what, and until when. It means nothing
else.

You get a copy of what you signed.
"""
