package dev.weft.twins.store;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.twins.guard.Policy;
import java.nio.charset.StandardCharsets;

/**
 * Describe a twin as it was created.
 *
 * @param id its name in the store, 1 to 200 characters
 * @param model what it started from
 * @param policy what it may learn from
 */
public record TwinRecord(String id, PhysicsModel model, Policy policy) {
    /**
     * Check the id.
     *
     * @throws IllegalArgumentException if it is empty, longer than 200 characters, or holds a control character or half
     *     a surrogate pair, which no file can keep
     */
    public TwinRecord {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "twin id '" + id.strip() + "', expected 1 to 200 characters without control characters");
        }
    }

    /** Tell whether a text can be the id of a twin. */
    public static boolean isId(String text) {
        return !text.isBlank()
                && text.length() <= 200
                && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
