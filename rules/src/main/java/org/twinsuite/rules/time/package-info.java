/** Event time: what is due when, and in which order facts are judged. */
package org.twinsuite.rules.time;
