### Undo is not everywhere: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

undo-is-not-everywhere-title = Undo is not everywhere

## A moustache and a message

undo-is-not-everywhere-moustache = I gave our rocket a moustache. Undo! Gone.
undo-is-not-everywhere-typed = Ela won the quiz by one point. So I typed: “Ela looked at my answers.”
undo-is-not-everywhere-thumb = Did she look? Zofia is not sure. Her thumb is over send.

## Before

undo-is-not-everywhere-before = Nothing is sent yet. What could Zofia do?
undo-is-not-everywhere-send = Send it
undo-is-not-everywhere-wait = Have tea first
undo-is-not-everywhere-gran = Talk to Gran about it
undo-is-not-everywhere-whoosh = Whoosh. Oh. Now I feel hot. Where is that undo button?
undo-is-not-everywhere-waited = I read it again after tea. I never saw Ela look. I just wanted to win.
undo-is-not-everywhere-rubbed-out = She rubbed it out. Before send, undo works every time.
undo-is-not-everywhere-gran-says = Gran says one point stings the most. Then she cut my sandwich into a rocket.
undo-is-not-everywhere-never-left = Zofia rubbed the words out. They never left her phone.

## Where did it go?

undo-is-not-everywhere-suppose = Suppose she does press send. Let us follow the words.
undo-is-not-everywhere-phew = Ten seconds later, I pressed delete. Phew! Gone, just like the moustache.
undo-is-not-everywhere-journey = What happened to the words? Tap the steps in order.
undo-is-not-everywhere-card-send = Zofia sends it
undo-is-not-everywhere-card-ping = The group gets it
undo-is-not-everywhere-card-saved = A copy is saved
undo-is-not-everywhere-card-delete = She taps delete
undo-is-not-everywhere-card-monday = They all know
undo-is-not-everywhere-right = Delete came fourth. It took away the message, but not the copy, and not what people had read.
undo-is-not-everywhere-almost = Those are the five steps. Somebody had saved a copy before Zofia pressed delete.

## Monday

undo-is-not-everywhere-nobody = Nobody will be my quiz partner. They say that I cheat.
undo-is-not-everywhere-still-here = The message is gone. What it said is still here.
undo-is-not-everywhere-after = There is no undo for this. What could Zofia do?
undo-is-not-everywhere-forget = Wait until they forget
undo-is-not-everywhere-sorry = Say sorry to Ela
undo-is-not-everywhere-truth = Tell them the truth
undo-is-not-everywhere-teacher = Tell Mr Okoro
undo-is-not-everywhere-grew = On Tuesday the story reached Year Six. It had grown. Now Ela had copied from the teachers, too.
undo-is-not-everywhere-tell-them = Thank you for saying it. Could you tell everybody else, too?
undo-is-not-everywhere-wrote = I wrote: “I never saw Ela look. I was cross that I lost. Sorry, Ela.”
undo-is-not-everywhere-travel = Somebody saved a copy of that, too. This time, Zofia hoped it would travel.
undo-is-not-everywhere-thank-you = Thank you. That was not easy to say. I will see how Ela is, and help you put it right.

## Mended

undo-is-not-everywhere-mended = In the end, Zofia told everyone the truth. Sending took one second. Mending took four days.
undo-is-not-everywhere-partners = Ela and I are quiz partners now. We lost. By one point.

undo-is-not-everywhere-remember = I choose before I send, and I tell someone when it is too late for undo.
undo-is-not-everywhere-talk = What can a sorry do that undo cannot?
