package dev.weft.sdk.warp;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lay out all that training changes as one vector of named segments: A, B, the convolution, φ, the constants of the
 * final activation. The names and shapes are those of the tensors of a model file. Immutable and thread-safe.
 */
public final class ParameterLayout {
    private final List<Segment> segments;
    private final int size;
    private final int transitionSize;

    /**
     * Name a part of the parameter vector.
     *
     * @param name the tensor's name, such as {@code input.B}
     * @param shape its extents, row-major
     * @param offset where it begins
     */
    public record Segment(String name, List<Integer> shape, int offset) {
        /** Copy the shape. */
        public Segment {
            shape = List.copyOf(shape);
        }

        /** Return how many numbers it holds. */
        public int length() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        /** Return where it ends. */
        public int end() {
            return offset + length();
        }

        /** Return its shape for messages: "338×2". */
        public String shapeText() {
            return String.join("×", shape.stream().map(String::valueOf).toList());
        }
    }

    private ParameterLayout(List<Segment> segments, int transitionSize) {
        this.segments = List.copyOf(segments);
        this.size = segments.get(segments.size() - 1).end();
        this.transitionSize = transitionSize;
    }

    /**
     * Return the layout of a model.
     *
     * @throws IllegalArgumentException if it has more parameters than an array can hold
     */
    public static ParameterLayout of(WarpSettings settings) {
        Writing writing = new Writing();
        int d = settings.weights();
        int w = settings.drivers();
        // In the order of Transition.parameters.
        switch (settings.transition().structure()) {
            case DENSE -> writing.add("transition.A", d, d);
            case DIAGONAL -> writing.add("transition.diagonal", d);
            case BLOCK_DIAGONAL -> writing.add("transition.blocks", d / 2, 2, 2);
            case LOW_RANK -> {
                writing.add("transition.diagonal", d);
                writing.add("transition.U", d, settings.transition().rank());
                writing.add("transition.V", d, settings.transition().rank());
            }
        }
        int transition = writing.end();
        writing.add("input.B", d, w);
        if (settings.convolution() > 1) {
            writing.add("input.convolution", settings.convolution(), w, w);
        }
        if (settings.initial().free()) {
            writing.add("initial.theta", d);
        } else {
            int width = w;
            int layer = 0;
            for (int next : settings.initial().hidden()) {
                writing.add("initial.layer" + layer + ".weight", next, width);
                writing.add("initial.layer" + layer + ".bias", next);
                width = next;
                layer++;
            }
            writing.add("initial.layer" + layer + ".weight", d, width);
            writing.add("initial.layer" + layer + ".bias", d);
        }
        if (settings.root().finalActivation() instanceof FinalActivation.DynamicTanh) {
            writing.add("root.final", settings.predicted().size(), 4);
        }
        return new ParameterLayout(writing.segments, transition);
    }

    private static final class Writing {
        final List<Segment> segments = new ArrayList<>();

        void add(String name, Integer... shape) {
            long length = end();
            long count = 1;
            for (int extent : shape) {
                count *= extent;
            }
            if (length + count > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("parameters up to " + name + " = " + (length + count)
                        + ", expected at most " + (Integer.MAX_VALUE - 8)
                        + "; a structure other than " + Structure.DENSE.id() + " needs far fewer");
            }
            segments.add(new Segment(name, Arrays.asList(shape), (int) length));
        }

        int end() {
            return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).end();
        }
    }

    /** Return all segments in order. */
    public List<Segment> segments() {
        return segments;
    }

    /** Return how many parameters there are. */
    public int size() {
        return size;
    }

    /** Return how many of them, the first ones, belong to the transition. */
    public int transitionSize() {
        return transitionSize;
    }

    /**
     * Return a segment.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Segment segment(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("segment = " + name + ", expected one of "
                        + segments.stream().map(Segment::name).toList()));
    }

    /** Return a segment, if there is one of this name. */
    public Optional<Segment> find(String name) {
        return segments.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** Return the segment that holds a parameter. */
    public Segment at(int index) {
        return segments.stream()
                .filter(s -> index >= s.offset() && index < s.end())
                .findFirst()
                .orElseThrow(() -> new IndexOutOfBoundsException(index));
    }
}
