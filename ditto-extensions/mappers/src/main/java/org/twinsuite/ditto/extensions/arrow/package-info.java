/** Apache Arrow's IPC stream: one record batch for many things. */
package org.twinsuite.ditto.extensions.arrow;
