/** What goes into Eclipse Ditto: thing models, policies and connections. */
package org.twinsuite.ditto.extensions;
