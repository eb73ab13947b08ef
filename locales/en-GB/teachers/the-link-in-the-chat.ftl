### The link in the chat: the teacher's notes.

the-link-in-the-chat-aim = Children leave a nasty link unopened, pass nothing on, hide what they have seen and tell an adult, also when they have already looked.
the-link-in-the-chat-ask-1 = Everybody in the chat meant well. What did the warning do that nobody wanted?
the-link-in-the-chat-ask-2 = How can you warn a friend without sending the link? Why does nobody need to save the picture as proof?
the-link-in-the-chat-ask-3 = Why did it help Mr Okoro to hear that Yusuf had opened the link himself? Whom could Yusuf tell at home?
the-link-in-the-chat-listen-1 = “Sharing it warns people.” The link travels inside the warning. Telling an adult warns everybody at once, because the page can then be blocked.
the-link-in-the-chat-listen-2 = “I looked, so I had better say nothing.” Say plainly that nobody is in trouble for telling, also after opening or passing on. Knowing who received it helps adults to reach them.
the-link-in-the-chat-listen-3 = “Close it quickly.” Hide or minimise it, leave the page open, leave the device on, tell. If it was closed, an adult can find it in the history; no child needs to look again.
