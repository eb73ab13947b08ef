### The console's page about what a child needs so that they can take part. For adults only.

needs-act = What the child needs
needs-act-words = Bigger, calmer, a helper, a stamp, a language.
needs-title = What { $name } needs
needs-words = Used at the child’s turn. Kept on this kiosk only: in no statement, list or sheet.
needs-screen = At the screen
needs-bigger = Bigger letters
needs-bigger-words = The promises are set larger.
needs-calmer = Calmer
needs-calmer-words = The voice alone; no leaf springs open.
needs-stamp = A stamp first
needs-stamp-words = Offered before writing a name.
needs-on = On
needs-off = Off
needs-helper = Who always helps
needs-helper-words = Named for each tree that is opened. The promise says who helped.
needs-nobody = Nobody
needs-language = Language
needs-language-kiosk = As the kiosk ({ $language })
