package org.integrand.engine.sensitivity;

/// A loss phi(y, p) of the state at one time.
public interface PointLoss {
    /// phi(y, p).
    double value(double[] y, double[] p);

    /// intoY = dphi/dy, intoP = dphi/dp; both are zero before.
    void gradient(double[] y, double[] p, double[] intoY, double[] intoP);

    /// The component y_i, counted from 0.
    static PointLoss component(int i) {
        return new PointLoss() {
            @Override
            public double value(double[] y, double[] p) {
                return y[i];
            }

            @Override
            public void gradient(double[] y, double[] p, double[] intoY, double[] intoP) {
                intoY[i] = 1;
            }
        };
    }

    /// Half the squared distance from `target`: |y - target|^2 / 2.
    static PointLoss squaredDistance(double... target) {
        double[] from = target.clone();
        return new PointLoss() {
            @Override
            public double value(double[] y, double[] p) {
                double sum = 0;
                for (int i = 0; i < from.length; i++) sum += (y[i] - from[i]) * (y[i] - from[i]);
                return sum / 2;
            }

            @Override
            public void gradient(double[] y, double[] p, double[] intoY, double[] intoP) {
                for (int i = 0; i < from.length; i++) intoY[i] = y[i] - from[i];
            }
        };
    }
}
