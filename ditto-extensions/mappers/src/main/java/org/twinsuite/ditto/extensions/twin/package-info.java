/** From samples to the messages Ditto takes. */
package org.twinsuite.ditto.extensions.twin;
