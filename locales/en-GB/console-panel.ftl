### The console's page about the panel, beside what console.ftl says of it. For adults only.

panel-screen = Screen
panel-senses = See and hear
panel-kiosk = This kiosk

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
