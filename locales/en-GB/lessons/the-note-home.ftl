### The note home: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

the-note-home-title = The note home

## A word with Yusuf

the-note-home-stopped = Yusuf, the filter stopped a page at lunch. It was your login. I am not cross.
the-note-home-outside = But I was outside, playing football! Now my tummy is in a knot.
the-note-home-first = What could Yusuf do?
the-note-home-guess = Guess who it was
the-note-home-where = Say where he was
the-note-home-nothing = Say nothing
the-note-home-bet = I bet it was Zofia!
the-note-home-in-goal = I was in goal, Yusuf. You scored. Twice.
the-note-home-together = Thank you. The filter noted the time and the place. Let us look together.
the-note-home-spelling = Yusuf kept it inside. In the spelling test, every word came out as football.
the-note-home-when-ready = I am still listening. Would you like somebody with you when we talk?

## Seat four

the-note-home-seat = It was seat four, at twenty past twelve. Our lunch staff saw you outside then. They enjoyed both goals.
the-note-home-forgot = I sat here before lunch. The bell went, I ran, and I forgot to log off.
the-note-home-bicycle = It happens. I once forgot to lock my bicycle, right outside a police station.
the-note-home-order = What happened at seat four? Tap the steps in order.
the-note-home-card-forgets = Login left on
the-note-home-card-sits = A child sits there
the-note-home-card-stops = The page stops
the-note-home-card-alert = Mr Okoro is told
the-note-home-card-asks = Mr Okoro asks
the-note-home-right = The filter sees a login, not a child. That is why Mr Okoro asked before he decided.
the-note-home-almost = Those are the five steps. Somebody sat down before the filter could stop a page.

## The note

the-note-home-spying = So are you spying on us?
the-note-home-no-secret = Spies keep it secret. We tell you: staff may check school devices, to keep you safe.
the-note-home-written = I have written a note to your dad.
the-note-home-did-nothing = A note home? But I did not do anything!
the-note-home-it-says = I know. That is what the note says. It also says that this gave you a fright.
the-note-home-home = The note is in Yusuf’s pocket. What could he do?
the-note-home-pocket = Leave it there
the-note-home-give = Give Dad the note
the-note-home-feel = Tell Dad how it felt
the-note-home-washed = This came out of the washing machine. It is very clean. What did it say?
the-note-home-rang = Mr Okoro rang as well. Notes do get washed.
the-note-home-read = You were outside, it says. Thank you for showing me. And how are you?
the-note-home-minute = For one minute, I thought everybody thought that it was me.
the-note-home-horrid = What a long minute. I am glad you told me.

## Somebody else

the-note-home-next-day = Mr Okoro told every class that he was not cross, only listening. Next day, somebody came.
the-note-home-typed = The screen was on. I typed sharks, but I spelled it wrong. A big hand came, so I ran.
the-note-home-thank-you = Thank you for telling me. Next time, leave it there and fetch me. Now, sharks!

## On whose side?

the-note-home-who = So who was it?
the-note-home-theirs = That is theirs to tell, just as yours is yours. They are all right now.
the-note-home-side = So the checking was on your side, Yusuf. And on theirs.
the-note-home-logs-off = Yusuf logs off now, even when the bell goes. It has cost him four seconds and one goal.

the-note-home-remember = I can say what happened, because checking is there to help us.
the-note-home-talk = How would you like a grown-up to begin when they are worried about you?
