### Who did what on a kiosk. For adults only: the console's page, the command line and the spreadsheet.
### A line reads “Ms Quill: added Mx Vale”.

trail-set-up = set up the school
trail-opened = { $how ->
    [passphrase] opened with a passphrase
    [day] opened with a key for one day
    [recovery] opened with the recovery key
   *[pin] unlocked with a PIN
}{ $wrong ->
    [0] {""}
    [one] , after 1 wrong try
   *[other] , after { $wrong } wrong tries
}
trail-locked = locked
trail-wrong-pin = a wrong PIN was typed

trail-staff-added = added { $who }
trail-role-given = { $role ->
    [head] made { $who } head
    [dsl] made { $who } DSL
    [office] made { $who } somebody of the office
   *[teacher] made { $who } a teacher
}
trail-access-given = set a passphrase and a PIN for { $who }
trail-access-taken = took the access of { $who } away
trail-day-key-given = gave { $who } a key for today
trail-recovery-key-made = made a new recovery key

trail-enrolled = added { $pupils ->
    [one] 1 child
   *[other] { $pupils } children
}{ $classes ->
    [0] {""}
    [one] {" "}and 1 class
   *[other] {" "}and { $classes } classes
}
trail-roster-imported = brought a list in: { $joined } joined, { $moved } moved, { $renamed } renamed, { $left } left, { $returned } returned, { $classes } new classes, { $changed } classes changed
trail-roster-undone = took the last list back: { $restored } put back, { $kept } kept
trail-class-added = added the class { $class }
trail-class-changed = changed the class { $class }
trail-pupil-added = added { $pupil }
trail-pupil-renamed = renamed { $pupil }
trail-pupil-moved = moved { $pupil } to { $class }
trail-pupil-left = marked { $pupil } as having left
trail-pupil-back = took { $pupil } back
trail-pupil-number = changed a number of { $pupil } ({ $numbering })
trail-pupil-taken-away = took { $pupil } away, who was added by mistake
trail-needs-changed = changed what { $pupil } needs
trail-follow-up-noted = noted a follow-up
trail-follow-up-dropped = took a follow-up away

trail-corrected = { $mistake ->
    [wrong-child] took statement { $statement } back: another child was at the screen
   *[wrong-entry] took statement { $statement } back: it was noted by mistake
}
trail-helper-noted = noted a helper for statement { $statement }
trail-erased = destroyed what tells of a child in { $statements ->
    [one] 1 statement
   *[other] { $statements } statements
}, as the register’s erasure { $order } says

trail-draft-begun = began a draft of { $agreement } from version { $version }
trail-draft-dropped = threw a draft of { $agreement } away
trail-version-made = made version { $version } of { $agreement }, used from { $from }
trail-version-sent = brought version { $version } of { $agreement } from the register, used from { $from }
trail-version-withdrawn = took version { $version } of { $agreement } back
trail-approval-noted = noted that version { $version } of { $agreement } is approved until { $until }

trail-register-enrolled = enrolled the kiosk with a register
trail-register-left = took the kiosk away from its register
trail-courier-written = wrote a file for the register with { $statements ->
    [one] 1 statement
   *[other] { $statements } statements
}
trail-courier-taken = took in the register’s file: { $receipts ->
    [one] 1 receipt
   *[other] { $receipts } receipts
}, { $erased ->
    [one] 1 child
   *[other] { $erased } children
} erased

trail-kiosk-shut-out = the register has shut this kiosk out: nothing is sent any more
trail-colleague-let-in = let { $who } open this kiosk, as the register says
trail-colleague-shut-out = took the access of { $who } away, as the register says
trail-defaults-told = the register has said what panels of the school have
trail-roll-sent = the register’s list { $version } came, with { $pupils ->
    [one] 1 child
   *[other] { $pupils } children
}
trail-pupils-renumbered = { $pupils ->
    [one] 1 child has
   *[other] { $pupils } children have
} the register’s identifier now
trail-roll-looked-at = looked at the register’s list { $version }
trail-backup-made = made a backup
trail-put-back = put this kiosk back from a backup

trail-list-made = { $to ->
    [printer] printed
   *[file] saved
} { $what ->
    [missing] a list of who has not promised
    [sheets] sheets for families
   *[list] a list
} { $of ->
    [school] of the whole school
   *[class] of a class
}
trail-statements-exported = saved all statements
trail-roster-exported = saved the roster
trail-trail-exported = saved who did what

trail-column-when = When
trail-column-who = Who
trail-column-what = What
trail-recovery = Somebody with the recovery key
trail-gone = Somebody who is not here any more
