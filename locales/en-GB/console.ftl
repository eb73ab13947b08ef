### What the teacher reads at the panel. Nothing here is spoken.

## Everywhere

console-product = Promise Tree
console-go-on = Go on
console-keep = Leave it
console-just-a-moment = Just a moment
console-reception = Reception
console-year = Year { $number }
console-class-and-year = { $class }, { $year }

## The keyboard on the screen

console-key-done = Done
console-key-space = space
console-key-letters = ABC
console-key-numbers = 123
console-key-accents = é ł ü

## The first run

console-first-title = Welcome to Promise Tree
console-first-words = Nothing is set up on this kiosk yet. How do you want to begin?
console-first-own = Set up our school
console-first-own-words = Takes about two minutes: the school’s name, your name, a passphrase and a PIN. Children’s names stay on this kiosk, encrypted.
console-first-demo = Try the made-up school
console-first-demo-words = Willow Lane Primary, with three classes of children who do not exist. Good for a first look; nothing in it is real.
console-first-demo-making = The children of Willow Lane are on their way…
console-names-title = Our school
console-names-school = Name of the school
console-names-you = Your name, as printed
console-names-initials = Initials
console-names-words = Your name stands on lists as the witness. Only your initials can be seen before the kiosk is unlocked.
console-names-missing = Your name is printed on lists, so write it as you sign: for instance Mr J Okoro.
console-names-not-initials = Initials are one to four letters or digits. They can be seen before the kiosk is unlocked, so not a whole name.
console-passphrase-title = Choose a passphrase
console-passphrase = Passphrase
console-passphrase-again = The same again
console-passphrase-rule = It opens this kiosk after it was switched off. At least { $least } letters: three or four words that do not belong together are easy to remember.
console-passphrase-short = { $letters } of at least { $least } letters. Three or four words that do not belong together are easy to remember.
console-passphrase-monotonous = That is nearly all the same letter. Three or four words that do not belong together are easy to remember.
console-passphrase-long = That is longer than a page. Three or four words are enough.
console-passphrase-differs = The two are not the same yet. “Show it” lets you look.
console-passphrase-good = That is a good passphrase. Now the same again, so that no slip locks you out.
console-typed-twice = Both are the same. Go on.
console-pin-title = Choose a PIN
console-pin = PIN
console-pin-again = The same again
console-pin-rule = It unlocks this kiosk during the day. 4 to 8 digits.
console-pin-digits = A PIN has 4 to 8 digits.
console-pin-obvious = Anybody tries that one first. Choose digits that are neither all the same nor in a row.
console-pin-differs = The two are not the same yet.
console-pin-good = That is a good PIN. Now the same again.
console-show-letters = Show it
console-hide-letters = Hide it
console-making-school = Your school is being set up…
console-recovery-title = Your recovery key
console-recovery-words = If everybody forgets their passphrase, only this key opens the kiosk. It is shown this once. Write it down, or save it to a USB stick and print it, and keep it in the school’s safe, not beside the kiosk.
console-recovery-save = Save to a folder
console-recovery-written = I have written it down
console-recovery-file = Promise Tree recovery key
console-recovery-sheet =
    Promise Tree: recovery key of { $school }
    Made on { $date }

    { $key }

    Whoever has this key can open the kiosk and read children’s names. Print it, keep it in the school’s safe, and delete this file.
    To use it: type it at the kiosk in place of a passphrase.

## The way in

console-unlock-title = Unlock
console-open-title = Open the kiosk
console-unlock-who = Who are you?
console-unlock = Unlock
console-unlock-checking = Just a moment…
console-unlock-with-passphrase = Use the passphrase instead
console-unlock-with-pin = Use the PIN instead
console-unlock-wrong-passphrase = That passphrase does not open this kiosk. No harm done; try again.
console-unlock-wrong-pin = That is not the PIN. No harm done; tries left before it asks for the passphrase: { $left }.
console-unlock-no-pin = Now only the passphrase opens the kiosk. The children’s promises are safe.
console-unlock-wait = You can try again in { $time }
console-unlock-forgotten = Forgotten? Ask a colleague to open it, or type the recovery key from the school’s safe here.
console-unlock-tries-before = Wrong tries since this kiosk was last unlocked: { $tries }. If that was not you or a colleague, tell the office.
console-unlock-recovered = Who needs a new passphrase?
console-unlock-recovered-words = The recovery key has opened the kiosk.
console-demo-note = The made-up school
console-demo-note-passphrase = Passphrase: { $passphrase }
console-demo-note-pin = PIN: { $pin }

## The rail

console-rail-today = Today
console-rail-panel = Panel
console-rail-lock = Lock

## The classes

console-classes-hello = Hello, { $name }
console-classes-words = { $school } · tap a class to open its tree
console-classes-none = No classes yet
console-classes-none-words = Bring in the office’s list of pupils, from a USB stick or this computer; or type in the first class: its name, its year and the children.
console-classes-add = Add a class
console-class-promised = { $promised } of { $total } have promised
console-class-empty = No children in this class yet
console-class-open = Open the tree
console-class-lists = Lists
console-no-agreement = There is no agreement for this age

## Who is here?

console-opening-title = Who is here? { $class }
console-opening-words = Tap the children who are away today.
console-opening-count = { $here } of { $total } are here
console-opening-agreement = { $agreement }, version { $version } · witness { $witness }
console-opening-nobody = No children in this class yet
console-opening-nobody-words = Go back, tap Lists on the class’s card, then Add children.
console-opening-absent = Absent today
console-opening-open = Open the tree
console-opening-lesson = Lesson: { $lesson }
console-lesson-none = No lesson today
console-lesson-choose = What do they play first?
console-lesson-minutes = { $minutes } min · { $remember }
console-lesson-play = Play the lesson

## The day

console-agreement-ks1 = KS1 agreement
console-agreement-ks2 = KS2 agreement
console-today-open-since = Tree open since { $time } · witness { $witness } · { $agreement }, version { $version }
console-today-back-to-tree = Back to the tree
console-today-close = Close tree
console-today-children = Children
console-today-nobody-here = Nobody at the moment
console-count-promised = promised
console-count-to-come = still to come
console-count-absent = absent
console-count-not-yet = not yet
console-count-other = others
console-show-everyone = Show: everyone
console-show-promised = Show: promised
console-show-to-come = Show: still to come
console-show-absent = Show: absent
console-show-not-yet = Show: not yet
console-child-promised = promised { $time }
console-child-promised-with-help = promised with help { $time }
console-child-to-come = to come
console-child-absent = absent
console-child-not-yet = not yet
console-child-declined = chose not to
console-child-left = has left
console-child-unable = cannot take part
console-child-asked = asked for you { $time }

## Next

console-next = Next
console-next-nothing = Nobody is waiting for a grown-up.
console-next-stumbles = Worth talking about
console-next-stumble = { $question } (stumbled { $times } ×)
console-next-stumbles-keep = Keep for next time
console-next-stumbles-are-kept = Kept for next time ✓
console-next-stumbles-from = Kept from { $date }
console-next-stumbles-forget = Forget these
console-next-talk = Talk with { $name }, who asked for a grown-up at { $time }.
console-next-talk-nameless = A child at the tree asked for a grown-up at { $time }.
console-next-how = Listen; don’t promise secrecy; tell the safeguarding lead.
console-next-talked = We have talked ✓
console-next-waiting = Waiting after that: { $more }.

## Closing

console-close-title = Close { $class }’s tree?
console-close-words = Children marked absent are written down as absent. Everybody else keeps where they are; the tree can be opened again any day.
console-close-close = Close
console-close-keep-open = Keep open
console-closed-title = { $class }
console-sum-promised = { $promised } of { $total } promised
console-sum-absent = { $absent } absent
console-sum-not-yet = { $not-yet } not yet
console-sum-to-come = { $to-come } still to come
console-sum-other = { $other } others
console-sum-between = { " · " }

## Lists

console-lists = Save the list as
console-lists-pdf = PDF
console-lists-csv = CSV
console-lists-sheets = Sheets for families
console-lists-where = to: { $place }
console-lists-choose = Where to?
console-lists-choose-words = A list holds children’s names: keep it as you keep the register.
console-key-choose-words = Best a USB stick that goes into the school’s safe.
console-lists-saving = Saving…
console-lists-saved = Saved: { $path }
console-lists-file = { $class } class list { $date }
console-lists-sheets-file = { $class } sheets for families { $date }
console-place-here = This computer
console-place-stick = USB stick { $name }

## A class by hand

console-new-class-title = A new class
console-new-class-name = Name of the class
console-new-class-year = Year
console-new-class-children = Children of { $class }
console-new-class-child = Given name and family name, then Done
console-new-class-add = Add
console-new-class-save = Save all { $children }
console-new-class-empty = One child after the other: a name, then Done.
console-new-class-remove = Tap a name to take it out again.
console-new-class-more = Add children

## The panel

console-panel-title = This panel
console-panel-saved = Every change counts at once.
console-panel-width = Width of the picture
console-panel-width-words = Buttons are measured in millimetres: tell the kiosk how wide its picture is, without the frame.
console-panel-cm = { $centimetres } cm
console-panel-65 = 65-inch panel
console-panel-laptop = Laptop
console-panel-tablet = 10-inch tablet
console-panel-ruler = Hold a ruler here: this line is 10 cm when the width is right.
console-panel-ruler-short = Hold a ruler here: this line is 5 cm when the width is right.
console-panel-reach = Reach line
console-panel-reach-words = Everything a child taps stays below it.
console-panel-reach-none = The whole panel
console-panel-reach-at = { $centimetres } cm below the top
console-panel-motion = Motion
console-panel-motion-words = Leaves sway and open.
console-panel-sound = Sound
console-panel-sound-words = The voice and small sounds.
console-panel-idle = Locks itself
console-panel-idle-words = When nobody touches it for so long.
console-panel-minutes = { $minutes } min
console-on = On
console-off = Off

## When something goes wrong

console-wrong-title = Please read this
console-wrong-ok = All right
console-wrong-lost = That ended before it was done; nothing was half written. Try again, and restart the kiosk if it happens once more.
