### What a child sees or hears at the panel. Every message without a placeable has a clip in
### assets/narration/<language>/; a message with one (a name, a number) is only shown.

## The idle screen and the tree

idle-wait = Your teacher opens the tree.
tree-tap-your-name = Tap your name to promise
tree-count = { $promised } of { $total }
tree-class = { $class } Class
tree-all-done = Every bud is a leaf. Well done, everyone!
language-name = English

## Finding me

is-this-you = Is this you?
is-this-you-again = Hello again! Is this you?
yes-its-me = Yes, it’s me
no-not-me = No
already-promised = You have promised already. Your leaf is on the tree.

## The promises

promise-number = Promise { $number }
hear-again = Hear it again
i-promise = I promise
not-sure-yet = Not sure yet

## What reads otherwise since the last promise

changed-title = This promise has new words
changed-before = Last time it said:
changed-now = Now it says:
added-title = This promise is new
promise-number-changed = Promise { $number } · new words
promise-number-added = Promise { $number } · new

## Not sure yet

not-sure-title = It is all right not to be sure
not-sure-words = Your grown-up can talk about it with you. You can look again, or stop for today.
look-again = Look again
stop-for-today = Stop for today

## A grown-up is here

adult-title = Talk to the grown-up who is with you
adult-words = Always ask a grown-up you trust before you press yes. Is yours here?
adult-is-here = My grown-up is here

## My mark

write-your-name = Write your name with your finger
start-again = Start again
pick-a-stamp-instead = Pick a stamp instead
pick-a-stamp = Pick your stamp
write-instead = Write my name
finished = Finished
mark-line = { $name } · { $class } · { $date }

## Saving and thanks

just-a-moment = Just a moment
thank-you = Thank you!
thank-you-leaf = Your promise is a leaf on our tree now.
thank-you-honest = Thank you for being honest.
thank-you-honest-words = Your grown-up will help you. Nobody is cross.
back-to-tree = Back to the tree

## Get a grown-up

get-a-grown-up = Get a grown-up
grown-up-title = Robin is asking a grown-up to come
grown-up-words = You did the right thing. Wait here, or carry on when you are ready.
carry-on = Carry on
robin-needs-help = Robin needs a grown-up’s help
robin-needs-help-words = You did nothing wrong. Please fetch your teacher.

## Still there?

still-there = Are you still there?
still-there-words = Your work is safe. Tap when you are ready.
i-am-here = I am here

## Stamps

stamp-acorn = Acorn
stamp-butterfly = Butterfly
stamp-fish = Fish
stamp-flower = Flower
stamp-moon = Moon
stamp-rocket = Rocket
stamp-star = Star
stamp-sun = Sun

## Lessons

lesson-try-another = Try another
lesson-next = Next
lesson-talk = Talk about it
lesson-resume = Go on
window-hide = Hide it
window-close = Close the page
window-switch-off = Switch off
window-click = Press it
window-tell = Tell a grown-up
