### The console's pages about one child: what the teacher notes, who helps, what to do next. For adults only.

## The class's children

people-children = The children
people-children-words = Tap a child to note something or to see what to do next.
people-children-none = No child is in this class yet.

## A child

people-standing-asked = Asked for a grown-up { $time }
people-what = What can be noted
people-next = What to do next
people-next-nothing = Nothing is waiting for you here.
people-absent = Absent today
people-absent-words = Becomes a statement when the tree is closed.
people-here = Here after all
people-here-words = { $name } is marked absent today.
people-away = Was absent
people-away-words = As if { $name } had been marked absent while the tree was open.
people-helper = Name a helper
people-helper-words = The promise then says who helped.
people-helper-is = Helped by { $helper }
people-helper-is-words = Until the tree is closed. Tap to choose somebody else or nobody.
people-unable = Cannot take part
people-unable-words = An adult decides so. It can be taken back.
people-left = Has left the school
people-left-words = It can be taken back.
people-wrong-child = Another child was at the screen
people-wrong-child-words = Takes this back. Both children can promise under their own names.
people-wrong-entry = That was noted by mistake
people-wrong-entry-words = Takes it back, as if nobody had been asked.
people-just-a-moment = Just a moment …

## Asked before it is noted

people-ask-away = { $name } was absent? This becomes a statement.
people-ask-unable = { $name } cannot take part? The class’s lists will say so. It can be taken back.
people-ask-left = { $name } has left the school? The class’s lists will say so. It can be taken back.
people-ask-wrong-child = Take back what was said in { $name }’s name? Nothing is erased: a statement more says that it does not count. { $name } is asked again.
people-ask-wrong-entry = Take back what was noted of { $name }? Nothing is erased: a statement more says that it does not count.
people-yes-note = Note it
people-yes-take-back = Take it back

## Who helps

people-helpers = Who helps { $name } today?
people-helpers-words = A named adult beside the child. The promise says so.
people-helpers-nobody = Nobody: alone after all
people-helpers-other = Somebody else
people-helpers-name = The helper’s name
people-helpers-name-words = As it is to stand on the sheet. They cannot open this kiosk.
people-helpers-save = This is the helper

## What to do next

people-asked-1 = Listen. Let { $name } say it in their own words.
people-asked-2 = Do not investigate: ask nothing that leads, and look into no device.
people-asked-3 = Do not promise to keep a secret.
people-asked-4 = Tell your safeguarding lead today. Write nothing down here: this kiosk keeps only that { $name } asked.
people-unsure-1 = “Not sure yet” is as good an answer as a promise.
people-unsure-2 = Ask quietly, away from the screen, what { $name } is unsure about. Play that rule’s lesson again.
people-unsure-3 = { $name } promises another day, when ready; nobody is talked into it.
people-unsure-4 = If { $name } tells you something that worries you: listen, do not investigate, do not promise secrecy, tell your safeguarding lead.
people-talked = I have talked with them
people-unsure = { $name } was not sure yet ({ $time }).
people-unsure-how = Ask quietly what is unclear; nobody is talked into a promise.
people-more = What to do
