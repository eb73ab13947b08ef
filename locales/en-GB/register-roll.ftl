### The register's pages: who is at the school, a kiosk's file on a stick, a child who is recorded twice. For the office.

pages-roll = Roll
pages-roll-title = The school’s roll
pages-roll-none = The register has no roll yet. It knows only the children whom a kiosk has asked; with the roll it knows who is missing.
pages-roll-stands = { $children ->
    [one] { $children } child
   *[other] { $children } children
} in { $classes ->
    [one] { $classes } class
   *[other] { $classes } classes
}, as of { $when }.
pages-roll-new = Bring in a list
pages-roll-about = Take the list of pupils out of your school’s system: a CSV, an Excel workbook (.xlsx) or a OneRoster zip. You see first what it would change. Nobody is taken away for not being in it.
pages-roll-kept = Birth dates, addresses and e-mail addresses are never read, and the file itself is not kept.
pages-roll-file = The list
pages-roll-compare = Compare
pages-roll-no-file = No file was chosen, or it is empty. Choose the list, then compare.
pages-roll-preview = What the list would change
pages-roll-changed = This is not what you saw before: somebody has changed something meanwhile, or you have said something more. Look again, then take it over.
pages-roll-reading = How the list is read
pages-roll-again = Read again like this
pages-roll-not-said = not said
pages-roll-no-column = in no column
pages-roll-sheet = Sheet
pages-roll-school = School
pages-roll-class = Class of everybody whose row names none
pages-roll-year-of = Year of { $class }
pages-roll-bad = { $count ->
    [one] One row cannot be used
   *[other] { $count } rows cannot be used
}
pages-roll-bad-about = Mend them in the list and choose it again, or go on without them.
pages-roll-headings = Row of the headings
pages-roll-no-headings = no row
pages-roll-twice = Two kiosks have recorded this name here. Look first whether it is one child; then compare the list again.
pages-roll-twice-look = Look at both records
pages-roll-unclear = { $count ->
    [one] One child could be several
   *[other] { $count } children could be several
}
pages-roll-unclear-about = Say who it is. Whoever is left open stays as they are.
pages-roll-later = I say it another time
pages-roll-new-child = A new child
pages-roll-answer = Take note, and show again
pages-roll-look = { $count ->
    [one] One change to look at
   *[other] { $count } changes to look at
}
pages-roll-look-about = Tick what is right.
pages-roll-missing = { $count ->
    [one] One child is not in the list
   *[other] { $count } children are not in the list
}
pages-roll-missing-about = Tick only who has left the school. Everybody else stays on the roll. What they promised stays either way.
pages-roll-years = { $count ->
    [one] One class is in another year
   *[other] { $count } classes are in another year
}
pages-roll-moves = { $count ->
    [one] One child moves
   *[other] { $count } children move
}
pages-roll-renamed = { $count ->
    [one] One child has another name
   *[other] { $count } children have another name
}
pages-roll-back = { $count ->
    [one] One child is back
   *[other] { $count } children are back
}
pages-roll-joins = { $count ->
    [one] One child joins
   *[other] { $count } children join
}
pages-roll-joins-class = { $class }: { $count }
pages-roll-odd = What else was odd ({ $count })
pages-roll-accept = Take over what is ticked
pages-roll-done = The roll is as you said: { $what }.
pages-roll-nothing = There was nothing to change; the roll stays as it is.
pages-roll-done-about = Was somebody marked as having left who has not? Bring in a list with them, and they are back.
pages-roll-another = Another list
pages-too-large = This file is larger than any that is taken here. Export the list of pupils alone, or write the stick’s file again, and try once more.

## A file from a stick

pages-courier = A file from a stick
pages-courier-about = Where a kiosk has no network, its page “By stick” writes a file. Take it in here, save the answer on the same stick, and take that back to the kiosk. A file that is lost or brought twice does no harm.
pages-courier-file = The kiosk’s file
pages-courier-take = Take it in
pages-courier-none = Nothing was taken in
pages-courier-no-file = No file was chosen, or it is empty. Choose the kiosk’s file; it ends in .promise-courier.
pages-courier-taken = From { $name }: { $stored ->
    [one] { $stored } statement
   *[other] { $stored } statements
} new, { $already } there already.
pages-courier-refused = { $count ->
    [one] One statement could not be taken; the answer tells the kiosk why.
   *[other] { $count } statements could not be taken; the answer tells the kiosk why.
}
pages-courier-answer = The answer
pages-courier-answer-about = Only this kiosk can open it. If it is lost, take the kiosk’s file in once more.
pages-courier-answer-name = Answer for kiosk { $id }
pages-courier-save = Save the answer

## A child who is recorded twice

pages-same-notice = { $name } stands here twice, and may be one child whom two kiosks have recorded.
pages-same-look = Look at both records of { $name }
pages-same-ask = Ask the office, the safeguarding lead or the head to look.
pages-same-title = Is { $name } one child?
pages-same-about = Two kiosks have signed for two identifiers with this name in this class. That happens when they were set up apart. It is one child, or two of one name: only somebody who knows them can say.
pages-same-one = It is one child
pages-same-two = They are two children
pages-same-undo = It can be taken back later on the child’s page. What was signed stays as it is.
pages-same-on-roll = on it
pages-same-not-on-roll = not on it
pages-same-cannot = These two have different names or classes, or are one already. Nothing was joined.
pages-same-numbers = The school’s own numbers say that these are two children. Look at the list that was brought in.
pages-same-joined = Recorded twice
pages-same-joined-about = Somebody has said that these records are one child’s. They count once on every list, and are erased together.
pages-same-also = Also recorded as { $id }
pages-same-part = They are two children after all
pages-same-namesake = Another child of this name
pages-same-namesake-about = Somebody has said that { $id } is another child.
pages-same-again = Look again
pages-told-joined = They are one child from now on. It can be taken back below.
pages-told-parted = They are two children again, each with their own records.
pages-told-two-children = Noted: they are two children of one name. A child’s page can take that back.
pages-did-compared = compared a list with the roll
pages-did-left = marked a child as having left
pages-did-courier = took in a file from a stick, of
pages-did-joined = said that two records are one child
pages-did-parted = took back that two records are one child
pages-did-two-children = said that two of one name are two children
