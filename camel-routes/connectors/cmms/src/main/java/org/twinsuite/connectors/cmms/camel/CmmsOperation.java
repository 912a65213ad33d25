package org.twinsuite.connectors.cmms.camel;

/** What a producer does. */
public enum CmmsOperation {
  /** Body: a WorkOrderRequest, or JSON or a map with its fields. Answer: the WorkOrder. */
  create,
  /** Answer: the WorkOrder, or null. */
  find,
  /** Body: the note. Answer: the WorkOrder. */
  addNote,
  /** Body: the memo, may be null. Answer: the WorkOrder. */
  changeStatus,
  /** Body: the file's bytes, with the header CamelFileName. Answer: FILE or LINK. */
  attach,
  /** Answer: a list of WorkOrders; the header CamelCmmsCursor is moved on. */
  changes
}
