package org.integrand.engine.group;

/// A group of real n x n matrices with its Lie algebra. A value; what computes on it are its [#maps].
public sealed interface MatrixGroup permits Rotation3, RigidMotion3, GeneralLinear, SpecialLinear {
    /// SO(3): R^T R = I, det R = 1; its algebra are the skew matrices hat(w), hat(w) v = w x v.
    static MatrixGroup so3() {
        return new Rotation3();
    }

    /// SE(3): (R p; 0 1) with R in SO(3), 4 x 4; its algebra are the matrices (hat(w) v; 0 0).
    static MatrixGroup se3() {
        return new RigidMotion3();
    }

    /// GL+(n): det > 0; its algebra are all matrices.
    ///
    /// @throws IllegalArgumentException unless n >= 1
    static MatrixGroup generalLinear(int n) {
        return new GeneralLinear(n);
    }

    /// SL(n): det = 1; its algebra are the matrices of trace 0.
    ///
    /// @throws IllegalArgumentException unless n >= 1
    static MatrixGroup specialLinear(int n) {
        return new SpecialLinear(n);
    }

    /// For example `so3`, `sl4`.
    String name();

    /// n
    int size();

    /// What computes on the group, for one thread.
    GroupMaps maps();
}
