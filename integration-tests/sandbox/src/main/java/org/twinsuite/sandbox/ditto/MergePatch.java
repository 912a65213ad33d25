package org.twinsuite.sandbox.ditto;

import java.util.Map;
import org.eclipse.ditto.base.model.exceptions.UnsupportedMediaTypeException;

/** The media type that a merge needs wherever it comes from. */
final class MergePatch {

  static final String MEDIA_TYPE = "application/merge-patch+json";

  private MergePatch() {}

  /**
   * Checks the content type of a merge in the Ditto protocol.
   *
   * @throws UnsupportedMediaTypeException (415) for any other or none.
   */
  static void require(Map<String, String> headers) {
    String type = headers.get("content-type");
    if (type == null || type.isEmpty()) {
      throw UnsupportedMediaTypeException.builderForEmptyContentTypeHeader(MEDIA_TYPE).build();
    }
    if (!type.startsWith(MEDIA_TYPE)) {
      throw UnsupportedMediaTypeException.builderForMergePatchJsonMediaType(type, MEDIA_TYPE)
          .build();
    }
  }
}
