### The console's page about colleagues. For adults only.

staff-rail = Staff
staff-title = Staff
staff-words = Tap somebody for a new passphrase, or to take their access away.
staff-add = Add a colleague
staff-teacher = Teacher
staff-lead = Leads
staff-opens = opens this kiosk as { $initials }
staff-opens-not = cannot open this kiosk
staff-trail = Who did what
staff-somebody = Somebody with the recovery key
staff-person-words = The old passphrase and PIN open nothing from then on.
staff-person-not-yours = Somebody who leads can change this.
staff-new-secrets = New passphrase and PIN
staff-first-secrets = Let them open this kiosk
staff-disable = Take access away
staff-disable-words = { $name } cannot open this kiosk from now on. What they witnessed stays. They can be let in again, with a new passphrase.
staff-disable-yes = Take it away
staff-names = A colleague
staff-names-words = They choose a passphrase and a PIN of their own next: let them type.
staff-taken = Somebody here has these initials already. Take others.
staff-name = Name, as printed
staff-initials = Initials
staff-teacher-words = Teacher: trees and lists
staff-lead-words = Leads: colleagues too
