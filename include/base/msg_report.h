/* base/msg_report.h - what reports can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_REPORT_H
#define GENDAN_BASE_MSG_REPORT_H

#define GD_MESSAGES_REPORT(X) \
	X(GD_M_REPORT_NO_XLSX, "an Excel file needs the library libxlsxwriter, which is not on this machine; install libxlsxwriter4, or write --csv") \
	X(GD_M_REPORT_XLSX_FAULT, "the Excel file {1} could not be written: {2}; is the disk full, may you write there?") \
	X(GD_M_REPORT_UNKNOWN, "there is no report {1}; `gendan report list` shows them") \
	X(GD_M_REPORT_NEAR, "there is no report {1}; did you mean {2}? `gendan report list` shows them") \
	X(GD_M_REPORT_BY, "a report by {1} there is not; it goes by customer, clerk, desk, product, company or workflow") \
	X(GD_M_REPORT_NO_BY, "the report {1} is not divided by anything; leave --by out") \
	X(GD_M_REPORT_PERIOD, "{1} is no period; write --month 2026-11, --year 2026, or --from DAY --to DAY") \
	X(GD_M_REPORT_BACKWARDS, "the period ends before it begins: {1} to {2}; give the earlier day first") \
	X(GD_M_REPORT_ORDER, "the report {1} is of one order; write its number: gendan report {1} ORDER") \
	X(GD_M_REPORT_ONE_FORM, "one form at a time: --csv, --json, --xlsx FILE or --pdf FILE") \
	X(GD_M_REPORT_CONFINED, "in a session of the office server no file is written; run `gendan report` on the server itself") \
	X(GD_M_REPORT_FILE, "{1} cannot be written: {2}") \
	X(GD_M_REPORT_NO_SAVED, "{2} keeps no report {1}; `gendan report list` shows them, `gendan report save NAME REPORT ...` keeps one") \
	X(GD_M_REPORT_NO_SENDMAIL, "this machine has no sendmail, so nothing was mailed; install a mail server (Debian: msmtp-mta or postfix), or write files with --dir and send them otherwise") \
	X(GD_M_REPORT_SENDMAIL, "the mail to {1} was not taken: {2}; the report itself is made, try again later") \
	X(GD_M_REPORT_ADDRESS, "{1} is no mail address; write one like chen@example.com") \
	X(GD_M_REPORT_FORM, "{1} is no form of a file; write a list of xlsx, pdf, csv, json, txt") \
	X(GD_M_REPORT_SAVE, "say what to keep: gendan report save NAME REPORT [WORDS ...], such as: report save monthly kpi by:customer month:last") \
	X(GD_M_REPORT_FORGET, "say which: gendan report forget NAME; `gendan report kept` shows them") \
	X(GD_M_REPORT_RUN, "say which and where to: gendan report run NAME --dir DIR, or --mail ADDRESS; all of them: gendan report run --all DIR") \
	X(GD_M_REPORT_NAME_KEPT, "{1} is the name of a report that is kept; choose another") \
	X(GD_M_REPORT_ENDING, "{1} has no ending that says what to write; name it {1}.xlsx, or with pdf, csv, txt or json") \
	X(GD_M_REPORT_SOME_FAILED, "{1} of {2} reports failed; the others are written")

#endif
