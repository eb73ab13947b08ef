### What an import of the roster says to a teacher or the office. Nothing here is spoken, and no child sees it.

roster-year = { $year ->
    [0] Reception
   *[other] Year { $year }
}
roster-at-row = Row { $row }: { $what }
roster-list-next = { $list }, { $next }

## What a file is

roster-kind-csv = A CSV ({ $encoding })
roster-kind-workbook = An Excel workbook; its sheets: { $sheets }
roster-kind-one-roster = A OneRoster { $version } export
roster-kind-one-roster-bare = A OneRoster export without a manifest
roster-kind-register = The school’s list as the register sent it, { $date }
roster-stage-reading = Reading the file
roster-stage-sorting = Looking at the rows
roster-stage-saving = Saving

## What is taken from a column

roster-field-given-name = Given name
roster-field-known-as = Known as
roster-field-family-name = Family name
roster-field-known-family = Family name in use
roster-field-full-name = Both names in one
roster-field-class = Class
roster-field-year = Year
roster-field-upn = UPN
roster-field-number = The system’s own number
roster-field-kiosk-id = This kiosk’s own number

## Why a row was left out

roster-fault-no-name = no name. If it is a child, fill in the name; if it is a line under the list, all is well.
roster-fault-no-given-name = a family name alone. Fill in the given name.
roster-fault-no-letter = what stands for the name has no letter in it. Fill in the name.
roster-fault-too-long = the name is too long to be one. Look whether a quotation mark is missing.
roster-fault-unreadable = a letter of the name was lost. Export again as “CSV UTF-8” or as an Excel workbook.
roster-fault-formula = a formula stands where the name should be, and it has failed. Fill in the name.
roster-fault-no-class = no class. Fill in the class.
roster-fault-several-classes = in several classes ({ $classes }), and none of them is marked as the child’s own (“homeroom”). Mark one.
roster-fault-other-year = “{ $year }” is no year of a primary school from Reception to Year 6. Left out as it should be.
roster-fault-repeats = the child of row { $first } again. If they are two children, give each a UPN.
roster-fault-number-twice = the number of row { $first } under another name. Look which of the two is right.
roster-fault-deleted = marked as deleted in the school’s system. Left out as it should be.
roster-fault-class-without-year = nothing says which year { $class } is in. Say it, or add a column with the year.

## What was odd about a row that came in

roster-remark-upn-length = the UPN has { $length } characters instead of 13 and was left out. The child is found by name.
roster-remark-upn-shape = the UPN is not a letter and twelve digits and was left out. The child is found by name.
roster-remark-upn-check = the UPN’s first letter does not fit its digits, so there is a slip in it. It was left out; the child is found by name.
roster-remark-year = “{ $year }” says nothing about the year; the class’s counts.
roster-remark-several-years = { $class } has children of several years; it counts as { $year }.
roster-remark-both-stages = { $class } has children of both key stages, who sign different agreements; it counts as { $year }. Make two classes of it if you want both.
roster-remark-year-from-name = { $class } is taken to be { $year }, by its name.
roster-remark-capitals = Names in capitals were written as in a sentence. Look over names such as McDonald.
roster-remark-ignored = Not needed, and not read: { $columns }.
roster-remark-not-covered = { $count ->
    [one] One child here is in a class that the file is not about, and stays as they are.
   *[other] { $count } children here are in classes that the file is not about, and stay as they are.
}

## One change

roster-change-joins = { $name } joins { $class }.
roster-change-moves = { $name } moves from { $before } to { $class }.
roster-change-renamed = { $before } is now { $name }, in { $class }.
roster-change-moves-renamed = { $before } is now { $name }, and moves from { $from } to { $class }.
roster-change-returns = { $name } is back, in { $class }.
roster-change-leaves = { $name } of { $class } is not in the list. Have they left?
roster-change-stays = { $name } stays in { $class }.
roster-change-unclear = { $name } of { $class } could be { $candidates }.
roster-change-class-year = { $class } is { $year } now, no longer { $before }.
roster-candidate = { $name } of { $class }

## Why to look before saying yes

roster-doubt-name-elsewhere = Found by the name alone, in another class. Is it the same child?
roster-doubt-part-of-name = Found by a part of the name. Is it the same child, under another name?
roster-doubt-other-name = The number is this child’s, but the whole name is another. Is it the same child?
roster-doubt-not-in-file = Nobody is taken away for not being in a list. Say yes only if they have left.
roster-doubt-several = Say which child it is, or that it is a new one.

## How many

roster-count-joined = { $count ->
    [one] One child joins
   *[other] { $count } children join
}
roster-count-moved = { $count ->
    [one] one moves
   *[other] { $count } move
}
roster-count-renamed = { $count ->
    [one] one has another name
   *[other] { $count } have another name
}
roster-count-returned = { $count ->
    [one] one is back
   *[other] { $count } are back
}
roster-count-left = { $count ->
    [one] one is not in the list
   *[other] { $count } are not in the list
}
roster-count-unchanged = { $count ->
    [one] one stays as they are
   *[other] { $count } stay as they are
}
roster-count-unclear = { $count ->
    [one] one could be several children
   *[other] { $count } could be several children
}
roster-count-bad-rows = { $count ->
    [one] one row cannot be used
   *[other] { $count } rows cannot be used
}
roster-count-left-out = { $count ->
    [one] one row is left out as it should be
   *[other] { $count } rows are left out as they should be
}
roster-count-nothing = Nothing in it

## What was done

roster-done-joined = { $count ->
    [one] one child joined
   *[other] { $count } children joined
}
roster-done-moved = { $count ->
    [one] one moved
   *[other] { $count } moved
}
roster-done-renamed = { $count ->
    [one] one renamed
   *[other] { $count } renamed
}
roster-done-returned = { $count ->
    [one] one back
   *[other] { $count } back
}
roster-done-left = { $count ->
    [one] one marked as having left
   *[other] { $count } marked as having left
}
roster-done-classes = { $count ->
    [one] one new class
   *[other] { $count } new classes
}
roster-done-classes-changed = { $count ->
    [one] one class in another year
   *[other] { $count } classes in another year
}
roster-undone = { $count ->
    [0] Nothing was put back.
    [one] One child is as before the import.
   *[other] { $count } children are as before the import.
}
roster-undone-changed-since = { $count ->
    [one] One child was changed by somebody since, and stays as they are.
   *[other] { $count } children were changed by somebody since, and stay as they are.
}
roster-undone-met-since = { $count ->
    [one] One child who came with the import has been asked or has played since, and stays.
   *[other] { $count } children who came with the import have been asked or have played since, and stay.
}
