package org.integrand.expression;

/// Variables that share a name and differ by an index: u[1] ... u[n]. Element i lies at position
/// `base + (i - from) stride` of the state, so that families of one range can be interleaved.
///
/// @param from   first index
/// @param to     last index
/// @param base   position of the first element
/// @param stride distance of neighbours
public record Family(String name, int from, int to, int base, int stride) {
    /// Whether there is an element of this index.
    public boolean has(int index) {
        return index >= from && index <= to;
    }

    /// The position of an element in the state.
    public int position(int index) {
        return base + (index - from) * stride;
    }
}
