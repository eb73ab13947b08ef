### The console's page about the school's register. For adults only.

sync-rail = Register

## Not enrolled

sync-none-title = The register
sync-none-words = Promises stay on this kiosk until it is enrolled with the school’s register.
sync-words-card = The ticket’s words
sync-words-words = The office makes a ticket at the register: an address and thirteen words. It is good for three days, and for one kiosk.
sync-words-go = Enter the words
sync-stick-card = A ticket on a USB stick
sync-stick-again = Look again
sync-stick-none = No ticket was found.
sync-stick-none-words = Put in the stick that the office has saved a ticket to, and look again.
sync-stick-row = { $file }, on { $stick }
sync-stick-row-here = { $file }, on this computer
sync-after = Once it is enrolled, every promise goes to the register by itself, encrypted, whenever there is a network.
sync-anew-title = A new ticket
sync-anew-words = It takes the place of the ticket that this kiosk was enrolled with.

## Entering the words

sync-type-title = The ticket
sync-type-words = The address, then the thirteen words.
sync-type-address = Address
sync-type-ticket = Words
sync-type-go = Look it up
sync-type-count = { $count } of { $all } words

## Looking it up, and saying yes

sync-asking = Asking the register at { $address }…
sync-offer-title = Is this the right register?
sync-offer-school = The ticket is for
sync-offer-school-unknown = a school that the register does not name yet
sync-offer-address = The register is at
sync-offer-here = This kiosk is set up for
sync-offer-waiting = Waiting here to be sent
sync-offer-statements = Statements: { $count }
sync-offer-other = The two schools are not called the same. Go on only if you know why.
sync-offer-proven = The register has shown that it made this ticket. Nothing was sent to it yet.
sync-offer-yes = Enrol this kiosk
sync-offer-no = Not this one
sync-enrolling = Enrolling…

## Enrolled

sync-title = The register
sync-at = { $school } · { $address }
sync-now = Send now
sync-waiting = waiting
sync-there = at the register
sync-last = last complete
sync-last-never = never
sync-state-done = Everything is at the register.
sync-state-done-words = Each promise has a receipt that proves it. New ones follow by themselves within a minute.
sync-state-sending = Sending…
sync-state-sending-words = This goes on while children use the kiosk, and while it is locked.
sync-state-waiting = Waiting for the next turn.
sync-state-waiting-words = It is sent by itself within a minute.
sync-state-problem = Not sent yet
sync-state-safe = Promises are safe on this kiosk meanwhile. It tries again by itself.
sync-state-forked = An older copy of this kiosk was put back
sync-state-forked-words = The register has two statements with one number. Both are kept. Tell whoever looks after the register.
sync-state-shut-out = This kiosk was shut out
sync-state-shut-out-since = The register says so, since { $time }. Nothing is sent to it any more.
sync-state-shut-out-words = Everything that was recorded here stays here, and children can go on. Ask the office. With a new ticket the kiosk is let in again, and sends what is waiting.
sync-untaken-more = More that could not be done: { $count }
sync-anew = Enter a new ticket
sync-by-stick = By stick
sync-leave = Leave the register
sync-leave-words = Nothing more is sent. What the register has, it keeps; what is here, stays here. To come back, this kiosk needs a new ticket.
sync-leave-yes = Leave it
sync-leads = The office, the DSL or the head can take this kiosk to another register, or away from it.
