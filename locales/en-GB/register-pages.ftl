### The register's pages, for the people of a school.

pages-register = Promise Tree register
pages-skip = Skip to the content
pages-ways = Parts of the register
pages-crumbs = Where you are
pages-when = { $day } { $year }, { $time }
pages-schools = Schools
pages-classes = Classes
pages-kiosks = Kiosks
pages-accounts = Accounts
pages-trail = Who looked at what

## Signing in

pages-sign-in = Sign in
pages-sign-out = Sign out
pages-login = Sign-in name
pages-password = Password
pages-forgotten = Forgotten your password? The head can give you a new one under Accounts; whoever looks after the server can give the head one.
pages-check = Check whether a promise is real
pages-refused = That name and password do not go together. Look at both and try again.
pages-too-often = That was tried too often. Wait half a minute, then try again.
pages-my-password = Your password
pages-must-change = Somebody else has seen your password. Choose one that only you know, then go on.
pages-password-old = Your password until now
pages-password-new = New password
pages-password-again = New password, again
pages-password-advice = At least 12 characters. Three or four words that do not belong together are easy to remember.
pages-password-change = Change password
pages-password-weak = This password is too easy to guess: at least 12 characters, and not nearly all the same. Three or four words that do not belong together are easy to remember.
pages-password-old-wrong = Your password until now is another one. Look at it and try again.
pages-password-differs = The new password was typed in two ways. Type it again.
pages-password-same = That is your password until now. Choose another one.

## What went well

pages-told-revoked = The kiosk is shut out. Everything it has sent stays.
pages-told-named = The kiosk’s name is saved.
pages-told-saved = Saved. Whoever it is signs in again.
pages-told-enabled = This account can sign in again.
pages-told-password = Your password is changed. Other places where you were signed in are signed out.
pages-told-erased = Everything that told of the child is erased here. Kiosks forget it when they next sync.

## Why a page is not shown

pages-not-shown = This page cannot be shown
pages-to-the-start = To the start
pages-forbidden = This is not for your account. If you need it, ask the head.
pages-stale = This form was not sent from a page of this register that is still good. Go back, load the page again, and try once more.
pages-missing = There is nothing at this address. It may have been erased or mistyped.
pages-broken = The register’s database is busy or away. Nothing is lost; try again in a moment.

## Classes

pages-class = Class
pages-promised = Promised
pages-promised-of = { $promised } of { $all } have promised
pages-of = { $promised } of { $all }
pages-nobody = nobody
pages-children = { $count ->
    [one] { $count } child
   *[other] { $count } children
}
pages-no-classes = No promise has arrived yet. Enrol a kiosk: from then on promises arrive by themselves, and their classes stand here.
pages-no-classes-yours = No class is given to your account yet. Ask the head to choose your classes under Accounts.
pages-no-roll = Children whom no kiosk has asked yet, or marked as absent, are not counted where the register has no roll of the class.
pages-pdf = Class list PDF
pages-csv = CSV
pages-filter = Whom to show
pages-show-missing = Missing
pages-show-everyone-count = Everyone { $count }
pages-show-missing-count = Missing { $count }
pages-show-changed-count = Rules changed { $count }
pages-empty-everyone = Nobody is in this class yet.
pages-empty-missing = Nobody is missing: everybody here has promised.
pages-empty-changed = Nobody here has promised older rules only.
pages-name = Name
pages-promise = Promise
pages-when-head = When
pages-agreement = Agreement
pages-proof = Proof
pages-in-log = in log, leaf { $leaf }
pages-to-older-rules = { $outcome }, to older rules
pages-version = { $name }, version { $version }

## One child

pages-no-statements = Nobody has asked this child yet.
pages-older = Older
pages-more = More
pages-adults = Adults who were there
pages-received = Arrived here
pages-kiosk = Kiosk
pages-number = Number in its ledger
pages-damaged = This statement is damaged in the register’s database. Check the whole register with promise-tree verify.
pages-forked-statement = The kiosk signed another statement with the same number, or one before it: an older copy of the kiosk was put back. Both are kept.
pages-statement-itself = The statement itself
pages-statement-about = Anybody can check these signs, also without this register.
pages-erase-head = Erase this child
pages-erase-about = Destroys everything that tells of the child, for ever. That somebody promised stays; who it was does not.
pages-erase = Erase …
pages-erase-title = Erase { $name }
pages-erase-what = This is for when a child’s data must go: a family has asked for it and the school has agreed, or the time to keep it is over. For a child who has only left, nothing need be done.
pages-erase-goes = Name, class and mark are destroyed in every statement about the child.
pages-erase-stays = The signed statements stay, without telling whose they are, so that the log still adds up. An entry in the log says that you erased.
pages-erase-kiosks = Every kiosk does the same when it next syncs.
pages-erase-backups = Backups, printed lists, exported files and what a record store keeps are not reached. Deal with them too.
pages-erase-go-on = Go on
pages-erase-for-ever = Nobody can undo this. Type the child’s name, so that it is the right one.
pages-erase-type = Type “{ $name }”
pages-erase-now = Erase now
pages-erase-other-name = That is another name. Nothing was erased.
pages-back = Back

## Kiosks

pages-no-kiosks = No kiosk is enrolled yet.
pages-kiosk-unnamed = Kiosk { $id }…
pages-kiosk-name = Name, for people
pages-kiosk-quiet = Nothing was heard of this kiosk for a fortnight or more. If it is in use, look at its network; a USB stick carries promises too.
pages-forked = Two statements of this kiosk have one number: an older copy of it was put back, or its key was copied. Nothing is lost; ask whoever looks after it.
pages-seen = Last seen
pages-never = never
pages-backlog = Still to come
pages-backlog-none = nothing that we know of
pages-statements = { $count ->
    [one] { $count } statement
   *[other] { $count } statements
}
pages-held = Statements here
pages-enrolled = Enrolled
pages-identifier = Identifier
pages-save = Save
pages-revoke = Shut out
pages-revoke-title = Shut { $name } out?
pages-revoke-what = Whatever the kiosk sends from now on is refused. What it has sent stays. Do this when it was lost, stolen or given away. With a new ticket it can be let in again.
pages-revoked-since = Shut out since { $when }
pages-new-kiosk = A new kiosk
pages-new-kiosk-about = A ticket lets one kiosk in, once, within three days.
pages-new-ticket = New ticket
pages-new-ticket-file = Ticket as a file
pages-ticket = A ticket for one kiosk
pages-ticket-about = Type this into the kiosk within three days. It is shown only now; if it is lost, make another.
pages-ticket-address = Address
pages-ticket-words = Words
pages-done = Done

## Accounts

pages-no-accounts = There are no accounts for this school yet.
pages-role = Role
pages-state = State
pages-state-active = active
pages-state-new = not used yet
pages-state-disabled = shut out
pages-role-teacher = teacher
pages-role-office = office
pages-role-dsl = safeguarding lead
pages-role-head = head
pages-role-trust = trust
pages-role-teacher-may = their own classes
pages-role-office-may = every class, the roll, and the kiosks
pages-role-dsl-may = every class, the roll, erasing a child, and who looked at what
pages-role-head-may = everything at the school
pages-account-new = A new account
pages-account-make = Make account
pages-account-wrong = A sign-in name has no spaces and, like the name, at most 100 characters. Look at both and try again.
pages-account-taken = There is an account with this sign-in name already. Choose another.
pages-account-role = Choose a role.
pages-account-made = { $name } can sign in
pages-account-made-about = Give this to them in person. It is shown only now, and they choose their own password when they first sign in.
pages-account-change = Role and classes
pages-account-classes = Classes, for a teacher
pages-account-new-password = New password
pages-account-disable = Shut out
pages-account-enable = Let in again
pages-account-oneself = This is your own account. Another head changes it, or whoever looks after the server.

## The trail

pages-trail-about = Newest first. Looking counts too. Nobody can change or remove a line.
pages-trail-of-all = Who signed in for all schools
pages-trail-empty = Nobody has looked at anything yet.
pages-who = Who
pages-what = What
pages-subject = Which
pages-somebody = somebody unknown
pages-at-the-server = whoever looks after the server
pages-did-signed-in = signed in from
pages-did-refused = was refused at sign-in from
pages-did-password = chose a new password
pages-did-class = looked at a class
pages-did-pdf = took a class list, PDF
pages-did-csv = took a class list, CSV
pages-did-pupil = looked at a child
pages-did-erased = erased a child
pages-did-trail = looked at this list
pages-did-kiosks = looked at the kiosks
pages-did-revoked = shut a kiosk out
pages-did-named = named a kiosk
pages-did-ticket = made a ticket
pages-did-accounts = looked at the accounts
pages-did-account-made = made an account
pages-did-role = changed an account’s role or classes
pages-did-disabled = shut an account out
pages-did-enabled = let an account in again
pages-did-new-password = gave an account a new password
pages-did-roll = brought in who is at the school, numbers on the roll:
pages-did-agreements = looked at the agreements
pages-did-agreement-given = gave kiosks a version of an agreement:
pages-did-colleagues = looked at who opens kiosks
pages-did-colleague-added = let a colleague open kiosks:
pages-did-colleague-changed = changed how a colleague opens kiosks:
pages-did-colleague-shut-out = shut a colleague out of the kiosks:
pages-did-defaults = said what every panel has
pages-did-other = did something that a newer program knows

## Agreements

pages-agreements = Agreements
pages-agreements-about = A version that is entered here goes to every kiosk of the school with its next sync, and is used from its day on. It is never changed: a change is the next version. Promises made before keep their words.
pages-agreement-shipped = Version { $version } comes with the program.
pages-agreement-next = Write the next version
pages-agreement-version = Version { $version }
pages-agreement-current = in use since { $day }
pages-agreement-coming = used from { $day }
pages-agreement-former = no longer in use
pages-agreement-approved = Approved by { $by } on { $on }.
pages-agreement-review = To be looked at again by { $day }.
pages-agreement-review-by = To be looked at again by
pages-agreement-entered = Entered { $when }.
pages-agreement-until = (until { $day })
pages-agreement-file = An agreement from a kiosk
pages-agreement-file-about = What a kiosk’s command “promise-tree agreement show” writes, with who approved it and when.
pages-agreement-paste = The file’s text
pages-agreement-give = Give it to the kiosks
pages-agreement-new-title = The next version of “{ $title }”
pages-agreement-form-about = Children promise each sentence on a screen of its own: short words, at most 140 letters. A sentence that says what the program’s own says is spoken; any other is read on the screen.
pages-agreement-title = Title
pages-agreement-rule = Rule { $number }
pages-agreement-new-rule = A new rule, number { $number } (leave it empty where there is none)
pages-agreement-words = The sentence that is promised
pages-agreement-more = A second sentence that says more
pages-agreement-until-label = Only until (empty: always)
pages-agreement-drop = Leave this rule out
pages-agreement-picture = Its picture
pages-agreement-by = Approved by
pages-agreement-on = Approved on
pages-agreement-use-from = Used from (empty: today)
pages-told-given = It is on its way to the kiosks: each takes it with its next sync.

## Colleagues

pages-colleagues = Colleagues
pages-colleagues-about = Who is let in here opens every kiosk of the school after its next sync, with a passphrase of their own. The register keeps no passphrase and cannot open a kiosk.
pages-no-colleagues = Nobody was let in from here yet. Whoever was added at a kiosk opens that kiosk only.
pages-initials = Initials
pages-colleague-teacher = teacher: lessons and lists
pages-colleague-office = office: the school’s lists and the register too
pages-colleague-dsl = DSL: everything
pages-colleague-head = head: everything
pages-colleague-opens = opens the kiosks
pages-colleague-shut-out = shut out
pages-colleague-new = Let a colleague in
pages-colleague-new-about = Let them type the passphrase themselves: three or four words that do not belong together. It opens every kiosk; a PIN is set at a kiosk itself, on its page about staff.
pages-colleague-name = Name, as printed
pages-colleague-passphrase = Passphrase
pages-colleague-again = The same again
pages-colleague-let-in = Let them in
pages-colleague-two-ways = The passphrase was typed in two ways. Type it again.
pages-colleague-new-passphrase = New passphrase
pages-colleague-back-in = Let them in again
pages-colleague-passphrase-about = The old one opens nothing from each kiosk’s next sync on. Let them type the new one.
pages-colleague-role = What they may do
pages-colleague-shut = Shut out
pages-colleague-shut-about = From its next sync on, no kiosk opens with their passphrase or PIN. What they witnessed stays. A kiosk keeps the last head or DSL who opens it, and says so.
pages-told-let-in = They open each kiosk after its next sync.
pages-told-new-passphrase = The new passphrase opens each kiosk after its next sync.
pages-told-colleague-shut-out = They are shut out of each kiosk with its next sync.

## What every panel has

pages-panels = For every kiosk
pages-panels-about = Each kiosk follows this after its next sync, when it is opened, wherever nobody there has set it otherwise.
pages-panel-usual = as each kiosk has it
pages-idle = It locks itself when untouched for
pages-minutes = { $count } min
pages-motion = Leaves that sway and open
pages-motion-on = they move
pages-motion-off = nothing moves by itself
