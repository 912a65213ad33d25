/** Why an action was prescribed, for machines (JSON) and for planners (text). */
package org.twinsuite.rules.evidence;
