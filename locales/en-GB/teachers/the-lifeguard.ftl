### The lifeguard: the teacher's notes.

the-lifeguard-aim = Children know that grown-ups may check what they do on school devices to keep them safe, and may talk with their family if they are worried.
the-lifeguard-ask-1 = What would a pool be like without a lifeguard? And a tablet that nobody checks?
the-lifeguard-ask-2 = Mr Okoro told the class that he may check. Why does it matter that he said so?
the-lifeguard-ask-3 = A lifeguard cannot see everything. How can you “wave” when something on a tablet worries you?
the-lifeguard-listen-1 = “They check because I was bad.” Checking is for everyone, as a lifeguard watches the whole pool. Kofi had done nothing wrong, and it got him help.
the-lifeguard-listen-2 = “It is spying.” Spies keep it secret; at school everyone is told. Only the grown-ups who can help get to know. Looking at a friend’s screen in secret is different.
the-lifeguard-listen-3 = “Will you tell my family?” Be honest: sometimes, when we are worried. Do not promise to keep it secret. If a child seems afraid of that, tell the safeguarding lead before anyone rings home.
