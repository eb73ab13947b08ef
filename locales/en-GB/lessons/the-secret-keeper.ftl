### The secret-keeper: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

the-secret-keeper-title = The secret-keeper

## Sharing

the-secret-keeper-share = Zofia and I share everything. Crisps, jokes, even a cold.
the-secret-keeper-passwords = And passwords! I know hers and she knows mine.
the-secret-keeper-wobble = Who’s renamed my dragon Lord Wobblebottom? It says I did!

## Under her name

the-secret-keeper-under-her-name = The computer says Ela changed it. What could she do?
the-secret-keeper-shout = Shout at Zofia
the-secret-keeper-ask-zofia = Ask Zofia about it
the-secret-keeper-tell = Tell Mr Okoro
the-secret-keeper-nothing = Say nothing
the-secret-keeper-you-did = You did it! Nobody else knows my password!
the-secret-keeper-never = I’d never touch your dragon! I’m your friend.
the-secret-keeper-did-you-tell = Something’s happened to my story. Does anyone else know my password?
the-secret-keeper-oh-dear = No! Well, only a sticky note. Oh dear. Where’s my sticky note?
the-secret-keeper-fetch-back = Thank you for telling me, Ela. I can fetch yesterday’s story back.
the-secret-keeper-tutu = By Tuesday the dragon had a tutu. Whoever knew the password still knew it.

## The note

the-secret-keeper-fell-off = Sorry, Ela. I was scared I’d forget it, so I wrote it down. The note fell off at lunch.
the-secret-keeper-anybody = So anybody in the dining hall could be me!
the-secret-keeper-no-trouble = Nobody’s in trouble. You can each make a new one. If you ever forget it, I’ll reset it.

## A new one

the-secret-keeper-build = Build Ela a strong passphrase. Her cat is Smudge.
the-secret-keeper-pickle = pickle
the-secret-keeper-smudge = Smudge
the-secret-keeper-lantern = lantern
the-secret-keeper-password = password
the-secret-keeper-otter = otter
the-secret-keeper-thunder = thunder
the-secret-keeper-zofia = Zofia
the-secret-keeper-teapot = teapot
the-secret-keeper-letmein = letmein
the-secret-keeper-strong = Long, odd and easy to picture, so Ela will remember it. Yours will need different words.
the-secret-keeper-personal = Everybody knows that name goes with Ela. Somebody could guess it by lunchtime.
the-secret-keeper-common = Guessing computers try that one first. They even try it with numbers instead of letters.

## A friendly no

the-secret-keeper-thread = Zofia
the-secret-keeper-friendly-no = Zofia wants to know the new one. What could Ela write?
the-secret-keeper-is-it-funny = Is your new password funny?
the-secret-keeper-very = Very.
the-secret-keeper-best-friends = Tell me! Best friends tell each other everything.
the-secret-keeper-only-you = All right, but only you.
the-secret-keeper-really-safe = Great. I’ll write it somewhere really safe.
the-secret-keeper-only-you-why = The last one was somewhere really safe, too. Ela can still change it again.
the-secret-keeper-crisps = Not this one. You can have my crisps, though.
the-secret-keeper-flavour = Fair. I’m not telling you mine, either. What flavour?
the-secret-keeper-crisps-why = She said no to the question, and yes to the friend.
the-secret-keeper-you-lost = No! You lost the last one.
the-secret-keeper-accident = That was an accident. I said sorry.
the-secret-keeper-you-lost-why = The password is safe, but Zofia is sad. Could a no be kinder?
the-secret-keeper-forgotten = I’ve forgotten it.
the-secret-keeper-how-log-in = Then how did you log in?
the-secret-keeper-forgotten-why = Now one fib needs another. A plain no is less work.

## Keeping and telling

the-secret-keeper-i-chose = I’ve kept Lord Wobblebottom, and given him a tutu. This time it was me.
the-secret-keeper-keep-and-tell = A password is for keeping. A worry is for telling. And crisps are for sharing.

the-secret-keeper-remember = I keep my password to myself, even from my best friend.
the-secret-keeper-talk = What do best friends share, and what can each of them keep?
