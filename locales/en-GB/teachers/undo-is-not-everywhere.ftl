### Undo is not everywhere: the teacher's notes.

undo-is-not-everywhere-aim = Children can say where a message may go before it is deleted, can stop and choose before sending, and know what helps when it is too late for undo.
undo-is-not-everywhere-ask-1 = What was Zofia feeling when she typed? What else could she have done with that feeling?
undo-is-not-everywhere-ask-2 = Which copies could delete reach, and which could it not? Think of phones, saved pictures and memories.
undo-is-not-everywhere-ask-3 = The whole group read it. What could one of them have done to help Ela?
undo-is-not-everywhere-listen-1 = “Deleting takes it back.” It may clear some screens. It does not reach saved pictures, copies passed on, or what people remember. Go back to the order cards and ask when the copy was saved.
undo-is-not-everywhere-listen-2 = “It is too late, so telling is no use.” Telling helps at any time. Adults can help to stop a message spreading or have a picture taken down, and nobody is in trouble for asking for help.
undo-is-not-everywhere-listen-3 = “She told a lie, so she is a bad person.” Zofia was cross and not sure. What she did can be named, and so can what she did to mend it.
