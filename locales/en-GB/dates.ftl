### How days and times are written. A language may put the parts in another order; the names of the months are as they
### stand within a date.

# For instance: 22 November 2026
date-long = { $day } { $month } { $year }
# For instance: 9:24. $minute always has two digits.
time-of-day = { $hour }:{ $minute }

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
