/** What rules may prescribe. Actions do nothing themselves; connectors carry them out. */
package org.twinsuite.rules.action;
