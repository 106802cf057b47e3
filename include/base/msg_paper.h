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
	X(GD_M_SLIP_NOTHING, "no paper of the step {1} has pieces to hand out yet; issue one first") \
	X(GD_M_QUEUE_NO_LP, "the program {1}, which speaks to printers, is not installed; install the package cups-client, or write a file: --out FILE.pdf") \
	X(GD_M_QUEUE_FORBIDDEN, "this session may not start other programs, so it cannot print; print at the machine itself") \
	X(GD_M_QUEUE_START, "the program {1}, which speaks to printers, cannot be started ({2}); nothing was printed") \
	X(GD_M_QUEUE_NONE, "this machine has no printer queue, so nothing was printed; have one set up, or write a file: --out FILE.pdf") \
	X(GD_M_QUEUE_UNKNOWN, "there is no printer queue {1}, so nothing was printed; there are: {2}") \
	X(GD_M_QUEUE_ASK_START, "the program {1}, which speaks to printers, cannot be started ({2}); have the package cups-client installed") \
	X(GD_M_QUEUE_ASK_NONE, "this machine has no printer queue; have one set up") \
	X(GD_M_QUEUE_ASK_UNKNOWN, "there is no printer queue {1}; there are: {2}") \
	X(GD_M_QUEUE_ASK_SERVER, "the print server does not answer; have it started: `systemctl start cups`") \
	X(GD_M_QUEUE_OFF, "the printer {1} is stopped ({2}), so nothing was printed; put it right and say `cupsenable {1}`, or take another: --printer=QUEUE") \
	X(GD_M_QUEUE_CLOSED, "the printer {1} takes no papers ({2}), so nothing was printed; say `cupsaccept {1}`, or take another: --printer=QUEUE") \
	X(GD_M_QUEUE_SERVER, "the print server does not answer, so nothing was printed; have it started (`systemctl start cups`), or write a file: --out FILE.pdf") \
	X(GD_M_QUEUE_FULL, "the print server broke off while it took the pages ({1}), so nothing was printed; mostly its disk is full: make room there, then print again") \
	X(GD_M_QUEUE_FAILED, "the printer {1} did not take the papers ({2}), so nothing was printed; put that right, then print again") \
	X(GD_M_QUEUE_SLOW, "the print server did not answer within {1} s and is not waited for; look whether the papers came, `gendan printer jobs`, before you print again") \
	X(GD_M_PRINT_NO_PRINTER, "no printer is set for {1} at your desk; name one, --printer=QUEUE, or have one set: `gendan printer set`") \
	X(GD_M_PRINT_TEMP, "there is no place for the pages before they go to the printer ({1}: {2}), so nothing was printed; make room there, then print again") \
	X(GD_M_PRINT_PAGES, "{1} are not pages of this paper, which has {2}; write them as 2-3 or 1,4") \
	X(GD_M_DRAW_NONE, "pictures of workflows need graphviz, which is not on this machine; install the package graphviz, or take --form dot") \
	X(GD_M_DRAW_SLOW, "graphviz did not finish the picture within {1} s and was stopped; nothing was made") \
	X(GD_M_DRAW_FAILED, "graphviz could not make the picture ({1}); nothing was made") \
	X(GD_M_DRAW_FORM, "{1} is no form of a picture; write dot, svg or bpmn") \
	X(GD_M_PRINT_PAGES_MANY, "pages are chosen of one piece alone; say which one: --pieces N")

#endif
