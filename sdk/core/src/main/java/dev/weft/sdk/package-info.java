/** Builds, calibrates, adapts and validates models, knowing nothing of live operation. */
@NullMarked
package dev.weft.sdk;

import org.jspecify.annotations.NullMarked;
