/* app/safety.h - whole copies of the book need no person and no rules: cli asks
 * the store for them, by way of this layer.
 */
#ifndef GENDAN_APP_SAFETY_H
#define GENDAN_APP_SAFETY_H

#include "store/safety.h"

#endif
