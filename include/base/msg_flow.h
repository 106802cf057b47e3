/* base/msg_flow.h - what the flow layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_FLOW_H
#define GENDAN_BASE_MSG_FLOW_H

#define GD_MESSAGES_FLOW(X) \
	X(GD_M_FLOW_FAULTS, "the workflow file has faults: {1}; mend them and try again") \
	X(GD_M_FLOW_TOO_BIG, "the file is larger than {1} kB; a workflow needs far less") \
	X(GD_M_FLOW_ENCODING, "the file is written in {1}; save it as UTF-8 and try again") \
	X(GD_M_FLOW_NOT_UTF8, "this is not UTF-8 text; save the file as UTF-8 and try again") \
	X(GD_M_FLOW_NOT_TEXT, "the file holds a control character; it must be plain text") \
	X(GD_M_FLOW_EMPTY, "the file is empty; it must begin with workflow: and a name") \
	X(GD_M_FLOW_ANCHOR, "anchors (&) and aliases (*) are not accepted; write the text again, or put it in quotes") \
	X(GD_M_FLOW_TAG, "tags (!) are not accepted; put the text in quotes") \
	X(GD_M_FLOW_SECOND, "a second document begins here; one file holds one workflow") \
	X(GD_M_FLOW_DEEP, "nested too deep; a workflow never needs more than 16 levels") \
	X(GD_M_FLOW_LONG, "too many entries; a workflow may have 20000 at most") \
	X(GD_M_FLOW_TOO_MANY, "{1} entries here; a workflow may have {2} of them") \
	X(GD_M_FLOW_SYNTAX, "this cannot be read as YAML: {1}; look at the indentation and the colons") \
	X(GD_M_FLOW_TAB, "a tab stands here; indent with spaces") \
	X(GD_M_FLOW_COLON, "a full-width colon stands here; type an ASCII colon and a space (: )") \
	X(GD_M_FLOW_WANT_MAP, "entries of the form \"name: value\" are expected here") \
	X(GD_M_FLOW_WANT_LIST, "a list is expected here: [one, two] or lines that begin with -") \
	X(GD_M_FLOW_WANT_TEXT, "some text is expected here") \
	X(GD_M_FLOW_WANT_KEY, "a plain word is expected before the colon") \
	X(GD_M_FLOW_KEY, "{1} is not known here; remove it or correct it") \
	X(GD_M_FLOW_KEY_NEAR, "{1} is not known here; did you mean {2}?") \
	X(GD_M_FLOW_TWICE, "{1} stands here twice; keep one") \
	X(GD_M_FLOW_MISSING, "{1} is missing here; add it") \
	X(GD_M_FLOW_ID, "\"{1}\" cannot be an id; use small letters, digits and _, beginning with a letter, at most 40") \
	X(GD_M_FLOW_NONE, "there is no {1} called \"{2}\"; correct it or add it to its section") \
	X(GD_M_FLOW_NONE_NEAR, "there is no {1} called \"{2}\"; did you mean {3}?") \
	X(GD_M_FLOW_NUMBER, "a whole number from {1} to {2} is expected here") \
	X(GD_M_FLOW_WHOLE, "a whole number is expected here") \
	X(GD_M_FLOW_PERCENT, "a percentage from 0.01 to 100 is expected here") \
	X(GD_M_FLOW_SUM, "the payment rows of \"{1}\" add up to {2} percent; they must make 100") \
	X(GD_M_FLOW_TERMS, "\"{1}\" is no choice of the field terms; add it there or correct it") \
	X(GD_M_FLOW_YESNO, "yes or no is expected here") \
	X(GD_M_FLOW_WORD, "\"{1}\" is none of: {2}") \
	X(GD_M_FLOW_WORD_NEAR, "\"{1}\" is none of: {2}; did you mean {3}?") \
	X(GD_M_FLOW_ONE_OF, "write either {1} or {2} here, one of them") \
	X(GD_M_FLOW_KIND_KEY, "{1} does not go with {2}; remove it") \
	X(GD_M_FLOW_KIND_MUST, "a duty of kind {1} needs {2}; add it") \
	X(GD_M_FLOW_CUSTOMER, "{1}: nothing of a customer is called so; write terms, trade_term, city or another column of `gendan customer list --csv`") \
	X(GD_M_FLOW_MIN_MAX, "min {1} is above max {2}; exchange them") \
	X(GD_M_FLOW_AT_MOST, "{1} takes {2} entries at most") \
	X(GD_M_FLOW_NOT_TYPE, "the field {1} is not of type {2}") \
	X(GD_M_FLOW_DUE_FROM, "\"{1}\" cannot begin a due date; write a date field, done(duty), issued(paper), credited(trigger), plan(duty), opened or created") \
	X(GD_M_FLOW_AFTER, "a time is expected here: 30 min, 24 hours or 3 days") \
	X(GD_M_FLOW_GOES, "\"{1}\" is no way to go; write next, stay, again LOOP, end completed or end cancelled") \
	X(GD_M_FLOW_NO_WAY, "no outcome of {1} leads on; one must say goes: next or end") \
	X(GD_M_FLOW_RECEIVED_SIGNS, "{1} is received from others, so nobody here signs it; remove signs") \
	X(GD_M_FLOW_EXPR_WANT, "the condition needs {1} here") \
	X(GD_M_FLOW_EXPR_WANT_A, "the condition needs a {1} here") \
	X(GD_M_FLOW_EXPR_VALUE, "\"{1}\" is no value of the field {2}") \
	X(GD_M_FLOW_EXPR_DEEP, "the condition is nested more than {1} deep; make it simpler") \
	X(GD_M_FLOW_EXPR_LONG, "the condition is longer than {1} characters; make it shorter") \
	X(GD_M_FLOW_NO_DUTIES, "the step {1} has no duties; add one or remove the step") \
	X(GD_M_FLOW_STEP_NEVER, "no duty of the step {1} has blocks: step, so it would be done at once; give it one or say standing: yes") \
	X(GD_M_FLOW_DEADLOCK, "{1} can never be done: it waits for itself ({2})") \
	X(GD_M_FLOW_NEVER_MADE, "no duty makes or receives {1}; add one or remove it") \
	X(GD_M_FLOW_NEVER_SENT, "{1} has pieces for {2}, but no duty of kind send hands it out") \
	X(GD_M_FLOW_PER_LOT, "{1} and {2} must both be per: lot or both not") \
	X(GD_M_FLOW_THREAD_HEAD, "the thread {1} needs exactly one duty with begins: yes; it has {2}") \
	X(GD_M_FLOW_LOOP_OUTSIDE, "{1} says again {2} but does not belong to that loop; add loop: {2}") \
	X(GD_M_FLOW_LOOP_EMPTY, "no duty belongs to the loop {1}; remove it or add loop: {1} to its duties") \
	X(GD_M_FLOW_LOOP_NEVER, "nothing says again {1}; add an outcome that does or remove the loop") \
	X(GD_M_FLOW_SAME_NAME, "\"{1}\" names both {2} and {3}; one word must mean one thing") \
	X(GD_M_FLOW_NO_CLERK, "exactly one desk must say clerk: yes") \
	X(GD_M_FLOW_TWO_MAKE, "both {1} and {2} make {3}; one duty must") \
	X(GD_M_FLOW_HOUR, "an hour of the day is expected here, such as \"11:00\"") \
	X(GD_M_FLOW_TWO, "{1} takes two fields, [a, b]") \
	X(GD_M_FLOW_PER_PAYMENT, "a date counts from payment only in a limit with per: payment; add it or write another base") \
	X(GD_M_FLOW_LIMIT_DUTY, "{1} is a duty already; give the limit another id") \
	X(GD_M_FLOW_LADDER, "this rung rings at day {1}, the one before it at day {2}; write the earlier one first") \
	X(GD_M_FLOW_PLAN_NONE, "{1} has neither plan nor due, so no date can count from its plan; add one") \
	X(GD_M_FLOW_PLAN_RING, "the date of {1} can never be known: it waits for itself ({2})") \
	X(GD_M_FLOW_AFTER_RING, "{1} cannot land after itself ({2}); take one of them out of lands_after") \
	X(GD_M_FLOW_EXPR_DATE, "\"{1}\" gives no date; write a date field, done(duty), issued(paper) or credited(trigger)") \
	X(GD_M_FLOW_COMPUTED, "{1} is computed, nobody types it; take it out of the fields of {2}") \
	X(GD_M_FLOW_TELLS, "{1} tells a day with {2}, which is none of its fields; add it to required") \
	X(GD_M_FLOW_CONTRADICTS, "{1} can never be: \"{2}\" and \"{3}\" cannot both hold; correct one of them") \
	X(GD_M_FLOW_NEVER_WAIVED, "{1}: \"{2}\" never holds, as {3} cannot be waived; say waivable: yes there or correct the condition") \
	X(GD_M_FLOW_NEVER_SIGNS, "{1}: \"{2}\" never holds, as nobody of these signs {3}; correct the condition or its signs") \
	X(GD_M_FLOW_NEVER_RANGE, "{1}: \"{2}\" never holds, as {3} has limits; correct the number or min and max") \
	X(GD_M_FLOW_NEVER_FILLED, "the field {1} is asked for by {2}, but nothing ever fills it; add it to the fields of a duty, or say intake: yes") \
	X(GD_M_FLOW_FIELD_UNUSED, "the field {1} is neither filled in nor printed nor asked for; use it or remove it") \
	X(GD_M_FLOW_ROLE_UNUSED, "no duty and no signature needs the role {1}; use it or remove it") \
	X(GD_M_FLOW_NO_SCORE, "the survey {1} has no score; give it a whole-number field with min and max, or one choice") \
	X(GD_M_FLOW_POOL_EMPTY, "nobody can ever take {1}: its pool is empty; name the roles of its pool") \
	X(GD_M_FLOW_NA_ASKED, "{1} needs {2} done, which is never owed when {1} is (\"{3}\"); correct one of the conditions") \
	X(GD_M_FLOW_DEAD_END, "an order can stop here for ever: {1} is still owed ({2}) and nothing can be done any more") \
	X(GD_M_FLOW_UNCHOSEN, "no scenario and no way through the file that was tried chooses the outcome {1} of {2}; let a condition lead there, tell a story of it, or remove it") \
	X(GD_M_FLOW_SAME_TONGUE, "zh and en of {1} are the same text: {2}; translate one of them") \
	X(GD_M_SCENE_NO_FLOW, "the order {1} runs by {2}, which is neither this file nor one that comes with gendan; only those are played") \
	X(GD_M_SCENE_FLOW_BROKEN, "the order {1} runs by {2}, in whose file there are faults; check that one first") \
	X(GD_M_FLOW_NO_WAY_TO, "no way leads to {1}: {2} {2|act was|acts were} tried; look at its conditions and at what comes before it") \
	X(GD_M_FLOW_NO_HOLDER, "nobody of this book holds the role {1}, which {2} needs") \
	X(GD_M_SCENE_ONE, "one thing is expected here: an act (do, choose, make, sign, issue, send, receipt, offer, accept ...), cannot, wait or expect") \
	X(GD_M_SCENE_WHO, "\"{1}\" is nobody; write a role, a role and a number (\"finance 2\") or a person, a to z") \
	X(GD_M_SCENE_LAST, "scenarios must be the last section, and begin at the start of a line; move it to the end") \
	X(GD_M_FLOW_TRACKING, "{1} asks for a tracking number, so the workflow needs the text field {2}; add it to fields") \
	X(GD_M_FORM_FAULTS, "the file of forms has faults: {1}; mend them and try again") \
	X(GD_M_FORM_NONE, "\"{1}\" names nothing a form can print; docs/FORMS.md lists the words") \
	X(GD_M_FORM_NONE_NEAR, "\"{1}\" names nothing a form can print; did you mean {2}?") \
	X(GD_M_FORM_LABEL, "an item needs the word of what it prints, or zh and en to write beside by hand; add them") \
	X(GD_M_FORM_BLOCK, "a block is exactly one of these: {1}") \
	X(GD_M_FORM_OTHER, "these are forms of the workflow {1}, not of {2}; correct the first line")

#endif
