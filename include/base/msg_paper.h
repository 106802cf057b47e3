/* base/msg_paper.h - what the paper layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_PAPER_H
#define GENDAN_BASE_MSG_PAPER_H

#define GD_MESSAGES_PAPER(X) \
	X(GD_M_PAPER_BAD, "gendan made a mistake here (paper: {1}, {2}); please report it") \
	X(GD_M_PAPER_BIG, "these papers are too large to be made at once ({1} MB, at most {2}); make fewer at a time") \
	X(GD_M_PRESS_NONE, "the program gendan-paper, which makes PDF, is not installed beside gendan; install gendan whole, or take plain text") \
	X(GD_M_PRESS_START, "the program {1}, which makes PDF, cannot be started ({2}); install gendan whole, or take plain text") \
	X(GD_M_PRESS_GLYPH, "no font on this machine has {1}; nothing was made. Install a font that has it, such as the package fonts-noto-cjk, or write it otherwise") \
	X(GD_M_PRESS_SLOW, "making the PDF took longer than {1} s and was stopped; nothing was made, make fewer papers at a time") \
	X(GD_M_PRESS_DIED, "the program that makes PDF ended badly ({1}); nothing was made, please report it") \
	X(GD_M_FORM_NO_REVISION, "{1} has no revision {2}; the last one is {3}") \
	X(GD_M_FORM_NO_PIECE, "{1} has no piece {2}; `copies` lists them") \
	X(GD_M_SLIP_NOTHING, "no paper of the step {1} has pieces to hand out yet; issue one first")

#endif
