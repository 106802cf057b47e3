/* base/banned.h - functions that must not be used; last include of every .c */
#ifndef GENDAN_BASE_BANNED_H
#define GENDAN_BASE_BANNED_H

#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#undef atoi
#undef strtok
#undef localtime
#undef gmtime
#pragma GCC poison strcpy strcat sprintf vsprintf atoi strtok localtime gmtime \
    system popen gets

#endif
