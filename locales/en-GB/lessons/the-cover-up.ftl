### The cover-up: what a child sees and hears. Key Stage 1: at most 10 words a sentence.

the-cover-up-title = The cover-up

## Owls

the-cover-up-owls = Look! I found three owls. That one looks like Grandad.
the-cover-up-oh-no = Oh! That came up by itself. I do not like it.

## The make-believe tablet

the-cover-up-what-now = What could Aisha do?
the-cover-up-hidden = The picture is hidden. Now nobody has to look at it.
the-cover-up-closed = Now the page is gone. Mr Okoro cannot find it to stop it. Let us try again.
the-cover-up-off = It is dark now. But the picture is still there. Let us try again.
the-cover-up-clicked = Another one! Pressing did not help. It is not your fault.
the-cover-up-told-first = I am glad you told me. Shall we hide it first?
the-cover-up-told = Thank you, Aisha. You hid it and left it for me.

## What if he is busy?

the-cover-up-busy = Mr Okoro is busy. What could Aisha do?
the-cover-up-wait = Wait by him
the-cover-up-other-adult = Tell Miss Shah
the-cover-up-forget = Say nothing
the-cover-up-waited = Excuse me. It is a telling thing.
the-cover-up-thank-you = Then I stop at once. Thank you for telling me.
the-cover-up-another = Miss Shah came over and told Mr Okoro. Telling any grown-up here works.
the-cover-up-stays = All day long the picture stays in Aisha’s head. It feels heavy. Who could help?

## In order

the-cover-up-order = What comes first? Tap them in order.
the-cover-up-card-hide = Hide it
the-cover-up-card-leave = Leave it there
the-cover-up-card-tell = Tell a grown-up
the-cover-up-right = Hide it, leave it, tell. Even owls could learn that.
the-cover-up-almost = Those are the three things. Hiding comes first.

the-cover-up-remember = I hide it, leave it and tell a grown-up.
the-cover-up-talk = Which grown-ups here could you tell?
