### Just one minute: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

just-one-minute-title = Just one minute

## Research

just-one-minute-jobs = Ten minutes, Yusuf! You find out how many hearts an octopus has. I’ll draw it.
just-one-minute-ooh = Easy. Ooh, there’s a game on here! Just one minute.

## The clock

just-one-minute-four-gone = Four minutes have gone. What could Yusuf do?
just-one-minute-go-back = Go back to the octopus
just-one-minute-one-more = Play one more level
just-one-minute-keep-quiet = Hide it from Mr Okoro
just-one-minute-wandered = Sorry, Ela, I wandered off. Look, it’s got three hearts!
just-one-minute-plenty = Three? I’ll draw them all. Six minutes is plenty.
just-one-minute-behind = Behind one more level there is one more level. Somebody built the game that way.
just-one-minute-nobody-watching = Now Yusuf is watching Mr Okoro, the clock and the game. Nobody is watching the octopus.

## Ela asks

just-one-minute-how-many = Yusuf, how many hearts has an octopus got?
just-one-minute-level-six = Level six!
just-one-minute-drawn-six = Six? If you say so. There, I’ve drawn six.
just-one-minute-two-jobs = Ela is doing both jobs now. What could Yusuf do?
just-one-minute-own-up = Own up to Ela
just-one-minute-excuse = Say the page is slow
just-one-minute-guess = Guess a number
just-one-minute-sorry = It isn’t six. I was in a game. Sorry, I’m looking it up now.
just-one-minute-bubbles = Three! I did wonder. I’ll turn the other hearts into bubbles.
just-one-minute-mine-works = Mine’s quick. Shall I ask Mr Okoro to mend yours?
just-one-minute-second-excuse = One small excuse, and it already needs a second one to keep it company.
just-one-minute-nine = Um. Nine?
just-one-minute-more-heart = Nine? It’ll be more heart than octopus.

## The Wi-Fi

just-one-minute-keeps-stopping = Our film keeps stopping. The octopus has only swum two centimetres.
just-one-minute-still-open = Yusuf’s game is still open, fetching new levels. The whole class shares this Wi-Fi.
just-one-minute-shared = The game slows Zofia’s film. What could Yusuf do?
just-one-minute-close = Close the game
just-one-minute-tell = Tell Mr Okoro
just-one-minute-leave-it = Leave it, it’s only small
just-one-minute-blue = It’s playing! Look, octopus blood is blue!
just-one-minute-beats-it = Three hearts and blue blood? That beats the game.
just-one-minute-thanks = Thank you for telling me. Close yours, and I’ll ask round. You won’t be the only one.
just-one-minute-five-games = Four other children thought the same. Five small games have stopped one octopus.

## The same tablet

just-one-minute-reasons = Is it for school, or can it wait? Think of the reason.
just-one-minute-for-school = For school
just-one-minute-for-later = Can wait
just-one-minute-scores-graph = Football scores for our graph
just-one-minute-scores-graph-why = Today the scores are maths. School work can look a lot like fun.
just-one-minute-scores = Football scores, just to see
just-one-minute-scores-why = The very same page, for another reason. The score won’t change before home time.
just-one-minute-spelling = A spelling game Mr Okoro chose
just-one-minute-spelling-why = A game can be the lesson. When you can’t tell, ask.
just-one-minute-party = Making my party invitations
just-one-minute-party-why = A lovely job for a rainy Saturday. Just now the printer is busy with thirty octopuses.

## At home

just-one-minute-dad = Is that the game? Let me have a go. Just one minute.
just-one-minute-cold = Dad, that was twenty minutes. Your tea’s gone cold.
just-one-minute-felt-like-one = It felt like one! How does it do that?

just-one-minute-remember = I use school devices for school, and the rest can wait.
just-one-minute-talk = What helps you come back when one minute turns into ten?
