### The link in the chat: what a child sees and hears. Key Stage 2: at most 18 words a sentence.

the-link-in-the-chat-title = The link in the chat

## The bee project

the-link-in-the-chat-ping = Ping! A message for our bee project. Nobody ever writes to the bees!
the-link-in-the-chat-queen = Perhaps it is from the queen.

## The thread

the-link-in-the-chat-with = Bee project
the-link-in-the-chat-horrid = There is something horrid behind this link. Do not look!
the-link-in-the-chat-spread = Send it to everybody, so that they are warned.
the-link-in-the-chat-football = I have sent it to all my football friends.
the-link-in-the-chat-what-now = Everybody passes the link on. What could Ela do?
the-link-in-the-chat-warn = Thanks! I will warn my cousins.
the-link-in-the-chat-keep-going = Good! Keep it going!
the-link-in-the-chat-warn-because = Each warning has the link inside it. The smallest cousin is six, and has just learned to read “do not look”.
the-link-in-the-chat-stops-here = I am not opening it or sending it. I am telling Mr Okoro.
the-link-in-the-chat-me-too = Oh. I only wanted to warn people. I will come with you.
the-link-in-the-chat-stops-here-because = With Ela the link stops. And Zofia is glad that somebody said it.
the-link-in-the-chat-delete = Delete it and say nothing
the-link-in-the-chat-delete-because = It is gone from Ela’s screen, and still on all the others. Nobody who can stop it knows yet.
the-link-in-the-chat-show = Leave it there, show Mr Okoro
the-link-in-the-chat-show-because = He can have it blocked for the whole school. That is a warning with no link inside.

## Yusuf has looked

the-link-in-the-chat-one-look = I only had one little look. I wanted to know what the warning was about.
the-link-in-the-chat-curious = Say “do not look”, and most people want to look. Yusuf wishes that he had not. Let us help him.

## The make-believe computer

the-link-in-the-chat-on-screen = The nasty picture is on Yusuf’s screen. What could he do?
the-link-in-the-chat-hidden = The picture is hidden. The page is still there for Mr Okoro, and nobody has to look at it.
the-link-in-the-chat-closed = Now Mr Okoro cannot find the page to mend the filter. The history still knows it, so we can bring it back.
the-link-in-the-chat-off = All dark, and Mr Okoro cannot find the page to mend the filter. Switch on, and the history can bring it back.
the-link-in-the-chat-clicked = Two more! Pages like this are made to do that. It is not Yusuf’s fault.
the-link-in-the-chat-told-first = Thank you for calling me, Yusuf. Shall we hide it first?
the-link-in-the-chat-told = Thank you, Yusuf. It is hidden, and I can still find it.

## What to tell

the-link-in-the-chat-what-to-say = Yusuf opened the link himself. What could he tell Mr Okoro?
the-link-in-the-chat-by-itself = It popped up by itself
the-link-in-the-chat-check = By itself? Then I had better look inside this computer. It may take all of lunch.
the-link-in-the-chat-missing-bit = Meanwhile the link stays in the chat. The bit that Yusuf left out was the useful bit.
the-link-in-the-chat-whole-story = The whole story
the-link-in-the-chat-i-opened-it = It came in the chat, and I opened it. I wanted to see.
the-link-in-the-chat-helps = Thank you. Now I can stop it where it began. You are not in trouble.
the-link-in-the-chat-with-ela = Fetch Ela and tell together
the-link-in-the-chat-ela-too = It came to me as well. I did not like it, and I did not know who to ask.
the-link-in-the-chat-two-pieces = Thank you, both of you. Two pieces of the puzzle! Nobody is in trouble for telling me.

## Bees

the-link-in-the-chat-blocked = The link is blocked now. If the picture comes back into your head, tell me, or somebody at home.
the-link-in-the-chat-bees = A bee that finds flowers does a dance, and tells the others the way. Some things are worth passing on!
the-link-in-the-chat-dance = Watch me dance! It means: biscuits, staff room, second cupboard.

the-link-in-the-chat-remember = I hide it, I do not pass it on, and I tell.
the-link-in-the-chat-talk = Why is it so hard not to look when somebody says “do not look”?
