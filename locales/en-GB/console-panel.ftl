### The console's page about the panel, beside what console.ftl says of it. For adults only.

panel-screen = Screen
panel-senses = See and hear
panel-kiosk = This kiosk
panel-children = Children

## The width, by a bank card

panel-card = Measure with a bank card
panel-card-title = Hold a bank card to the screen
panel-card-words = Put its left edge and its lower edge on the thick lines. Then drag, or tap − and +, until the outline is as big as the card.
panel-card-here = Card here
panel-card-fits = It fits

## See and hear

panel-contrast = Stronger contrast
panel-contrast-words = Darker words, an edge around whatever can be tapped, nothing behind it.
panel-loudness = Loudness
panel-loudness-words = Of the voice and the small sounds, beside the panel’s own.
panel-loudness-percent = { $percent } %
panel-test = Play a sound
panel-test-off = Sound is switched off.
panel-no-device = No loudspeaker was found. Plug one in and play the sound again.

## This kiosk

panel-register = The register
panel-register-none = This kiosk is not enrolled: promises are on this machine only.
panel-register-done = Everything is at the register ({ $school }).
panel-register-sending = Sending to the register…
panel-register-waiting = Statements on this machine only, so far: { $count }. They are sent by themselves.
panel-register-problem = Statements on this machine only, so far: { $count }. { $problem }
panel-register-last = The register last had everything: { $time }.
panel-register-go = Open the register page
panel-disk = Room on the disk
panel-disk-free = { $free } of { $total } free
panel-disk-enough = Enough for every promise of many years.
panel-disk-low = That is little. Delete what this computer does not need: a promise can only be kept where there is room for it.
panel-disk-unknown = The system does not say how much room there is ({ $cause }).
panel-gigabytes = { $amount } GB
panel-megabytes = { $amount } MB

## Backups

panel-backup = Backup
panel-backup-never = None was made yet
panel-backup-last = Last one: { $time }
panel-backup-words = One file with all of this kiosk, for when it breaks. As encrypted as this kiosk: it opens with the same passphrases.
panel-backup-old = That is more than 30 days ago. Make another, and keep it away from this machine.
panel-backup-first = The register has every promise, but names, colleagues and settings are here only. Make one, and keep it away from this machine.
panel-backup-alone = Promises and other records on this machine only: { $count }. If it breaks, they are gone.
panel-backup-go = Back up to a stick
panel-backup-under-way = Backing up…
panel-backup-choose-words = Best a USB stick that is kept elsewhere: a backup on this computer goes with it.
panel-backup-file = Promise Tree backup { $date }

## What children are offered

# What this language calls itself.
panel-language-name = British English
panel-languages = Languages
panel-languages-one = Children hear and read { $language }. There is no other language yet; when one comes, you choose here whether children are offered it.
panel-languages-words = What children can be offered. Which of them a child needs is set on the child’s own page.
panel-language-own = the kiosk’s own, always offered
panel-language-spoken = spoken and written
panel-language-silent = written; it has no voice yet
panel-stations = Children at once
panel-stations-words = One child promises at a time, on a wide panel too. Several side by side would talk over each other, so there is nothing to set here yet.

## On the day's page: what has reached the register

panel-arrived = Register
panel-arrived-all = All delivered
panel-arrived-waiting = { $count } still to send
panel-arrived-problem = { $count } not sent yet
panel-arrived-nowhere = No register yet
panel-arrived-last = last at { $time }
