### The shared drive: the teacher's notes.

the-shared-drive-aim = Children look whose a file is before they open or delete it, ask when they cannot tell, and help to put right what has gone wrong.
the-shared-drive-ask-1 = How can you find out whose a file is when its name does not say?
the-shared-drive-ask-2 = What might have made it hard for Ela to own up? What made it easier for Yusuf to hear?
the-shared-drive-ask-3 = What is the difference between tidying and deleting?
the-shared-drive-listen-1 = “Deleting is tidying.” Tidying leaves a thing where its owner can find it; deleting takes it away from them. On a shared drive, the owner or the teacher decides.
the-shared-drive-listen-2 = “It is in the shared folder, so it is everybody’s.” The folder is shared; the work in it still belongs to whoever made it. Say so when a file is meant for the whole group to change.
the-shared-drive-listen-3 = “It is better if nobody finds out.” The sooner the owner knows, the more can be brought back. Find out beforehand where deleted files go on your drive, and who can fetch them.
