"""The audit of a sample of decisions (A8; domain.md section 5).

drawing.py   draws a sample that nobody chooses, and draws it again
grading.py   what auditors find, settle, send back and close; what the decider answers
opening.py   the case of a sampled decision, opened with a reason
due.py       what an audit asks of whoever decided
files.py     where a file stands, and what it waits for
"""
