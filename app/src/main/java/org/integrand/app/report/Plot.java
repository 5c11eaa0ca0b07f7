package org.integrand.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A plot in the house theme: white page, colours that colour-blind readers tell apart (Okabe and Ito 2008),
/// markers that differ in shape as well. The same chart is painted to PNG (150 dots an inch) and SVG.
public final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 480;
    private static final double DOTS = 150 / 72.0;
    private static final Color INK = new Color(0x1c2733);
    private static final Color GRID = new Color(0xe3e8ee);
    private static final Color[] COLOURS = {
        new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7),
        new Color(0xe69f00), new Color(0x56b4e9), new Color(0x5c6b7a), new Color(0x8c564b),
    };
    private static final Color BAND = new Color(0xcfe3f1);
    private static final Color THIN = new Color(0x7a8794);
    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS, SeriesMarkers.PLUS, SeriesMarkers.RECTANGLE,
    };

    private static final int MARK = 12;
    private static final double ONE_DECADE = 0.9;
    private static final double MANY_DECADES = 2.5;

    private final XYChart chart;

    private Plot(XYChart chart) {
        this.chart = chart;
    }

    /// One line of a plot.
    public record Line(String name, double[] x, double[] y) {}

    /// Lines on logarithmic axes; points that are not positive are left out.
    public static Plot logarithmic(String title, String x, String y, List<Line> lines) {
        var chart = chart(title, x, y);
        var shown = lines.stream().map(Plot::positive).toList();
        double decadesOfX = decades(shown, Line::x);
        double decadesOfY = decades(shown, Line::y);
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setXAxisLogarithmicDecadeOnly(decadesOfX >= MANY_DECADES)
                .setXAxisTickLabelsFormattingFunction(value -> label(value, decadesOfX))
                .setYAxisLogarithmic(true)
                .setYAxisLogarithmicDecadeOnly(decadesOfY >= MANY_DECADES)
                .setYAxisTickLabelsFormattingFunction(value -> label(value, decadesOfY));
        add(chart, shown, XYSeries.XYSeriesRenderStyle.Line);
        return new Plot(chart);
    }

    /// How many powers of ten the values of all lines span.
    private static double decades(List<Line> lines, Function<Line, double[]> values) {
        var all = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(values.apply(line)))
                .summaryStatistics();
        return all.getCount() == 0 ? 0 : Math.log10(all.getMax() / all.getMin());
    }

    /// Few decades need labels between them: 1, 2, 5, or all of 1 ... 9 where there is less than one.
    private static String label(double value, double decades) {
        int first = (int) Math.round(value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9)));
        boolean shown = decades < ONE_DECADE || first == 1 || (decades < MANY_DECADES && (first == 2 || first == 5));
        return shown ? decade(value) : "";
    }

    /// Lines on linear axes.
    public static Plot linear(String title, String x, String y, List<Line> lines) {
        var chart = chart(title, x, y);
        add(chart, lines, XYSeries.XYSeriesRenderStyle.Line);
        return new Plot(chart);
    }

    /// Curves on linear axes: many points, no marks.
    public static Plot curves(String title, String x, String y, List<Line> lines) {
        var chart = chart(title, x, y);
        for (XYSeries series : add(chart, lines, XYSeries.XYSeriesRenderStyle.Line))
            series.setMarker(SeriesMarkers.NONE);
        return new Plot(chart);
    }

    /// What lies between two curves.
    public record Band(String name, double[] x, double[] low, double[] high) {}

    /// Many curves by their band, some of them, thin, and one thick line, such as their mean.
    public static Plot band(String title, String x, String y, Band band, List<Line> some, Line thick) {
        var chart = chart(title, x, y);
        int n = band.x().length;
        double[] around = new double[2 * n];
        double[] edge = new double[2 * n];
        for (int i = 0; i < n; i++) { // there along the upper edge, back along the lower one
            around[i] = band.x()[i];
            edge[i] = band.high()[i];
            around[2 * n - 1 - i] = band.x()[i];
            edge[2 * n - 1 - i] = band.low()[i];
        }
        var area = chart.addSeries(band.name(), around, edge);
        area.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea).setFillColor(BAND);
        area.setLineColor(BAND);
        area.setMarker(SeriesMarkers.NONE);
        for (int k = 0; k < some.size(); k++)
            curve(chart, some.get(k), THIN, 0.8f).setShowInLegend(k == 0);
        curve(chart, thick, COLOURS[0], 2.5f);
        return new Plot(chart);
    }

    private static XYSeries curve(XYChart chart, Line line, Color colour, float width) {
        var series = chart.addSeries(line.name(), line.x(), line.y());
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        series.setLineColor(colour).setLineStyle(new BasicStroke(width));
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    /// Points on linear axes.
    public static Plot points(String title, String x, String y, List<Line> clouds) {
        var chart = chart(title, x, y);
        add(chart, clouds, XYSeries.XYSeriesRenderStyle.Scatter);
        return new Plot(chart);
    }

    /// A few marks along a path, at whole numbers upwards from 0.
    ///
    /// @param path   a thin line
    /// @param clouds on it, one kind of mark each
    public static Plot marks(String title, String x, String y, Line path, List<Line> clouds) {
        var chart = chart(title, x, y);
        var shown = curve(chart, path, THIN, 0.8f);
        for (XYSeries series : add(chart, clouds, XYSeries.XYSeriesRenderStyle.Line))
            series.setLineStyle(SeriesLines.NONE);
        chart.getStyler().setMarkerSize(MARK).setLegendVisible(true);
        shown.setShowInLegend(false);
        double most = Arrays.stream(path.y()).max().orElse(0);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(most + 1);
        chart.getStyler()
                .setYAxisTickLabelsFormattingFunction(
                        value -> value == Math.rint(value) ? Integer.toString((int) Math.rint(value)) : "");
        return new Plot(chart);
    }

    private static XYChart chart(String title, String x, String y) {
        var chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        var style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setChartFontColor(INK);
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16)).setChartTitleBoxVisible(false);
        style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        style.setLegendPosition(Styler.LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1f)).setChartPadding(14);
        style.setAntiAlias(true);
        style.setMarkerSize(7);
        style.setXAxisTickLabelsFormattingFunction(Plot::number);
        style.setYAxisTickLabelsFormattingFunction(Plot::number);
        return chart;
    }

    /// A label of a linear axis.
    private static String number(double value) {
        String pattern = value != 0 && Math.abs(value) < 1e-4 ? "0.##E0" : "#,##0.######";
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    private static List<XYSeries> add(XYChart chart, List<Line> lines, XYSeries.XYSeriesRenderStyle style) {
        var added = new ArrayList<XYSeries>();
        boolean scatter = style == XYSeries.XYSeriesRenderStyle.Scatter;
        chart.getStyler().setMarkerSize(scatter ? 4 : 7).setLegendVisible(lines.size() > 1);
        int i = 0;
        for (Line line : lines) {
            if (line.x().length == 0) continue;
            var colour = COLOURS[i % COLOURS.length];
            var series = chart.addSeries(line.name(), line.x(), line.y());
            series.setXYSeriesRenderStyle(style);
            series.setLineColor(colour).setLineStyle(new BasicStroke(2f));
            series.setMarkerColor(
                    scatter ? new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150) : colour);
            series.setMarker(scatter ? SeriesMarkers.CIRCLE : MARKERS[i % MARKERS.length]);
            added.add(series);
            i++;
        }
        return added;
    }

    /// 1, 10, 100 and 0.1, 0.01 as they are, then powers: 10\u207b\u2074.
    private static String decade(double value) {
        int power = (int) Math.round(Math.log10(value));
        if (Math.abs(value / Math.pow(10, power) - 1) > 1e-6 || (power >= -2 && power <= 4))
            return new DecimalFormat("0.##########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
        String raised = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
        var text = new StringBuilder(power < 0 ? "10\u207b" : "10");
        Integer.toString(Math.abs(power)).chars().forEach(digit -> text.append(raised.charAt(digit - '0')));
        return text.toString();
    }

    private static Line positive(Line line) {
        int[] kept = java.util.stream.IntStream.range(0, line.x().length)
                .filter(i -> line.x()[i] > 0 && line.y()[i] > 0 && Double.isFinite(line.y()[i]))
                .toArray();
        return new Line(
                line.name(),
                Arrays.stream(kept).mapToDouble(i -> line.x()[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> line.y()[i]).toArray());
    }

    /// The plot as PNG.
    public byte[] png() {
        var picture = new BufferedImage(
                (int) Math.round(WIDTH * DOTS), (int) Math.round(HEIGHT * DOTS), BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.scale(DOTS, DOTS);
        chart.paint(pen, WIDTH, HEIGHT);
        pen.dispose();
        return ImageGrid.encode(Palette.indexed(picture));
    }

    /// The plot as SVG.
    public String svg() {
        try (var text = new StringWriter()) {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
            var pen = new SVGGraphics2D(document);
            pen.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
            chart.paint(pen, WIDTH, HEIGHT);
            pen.stream(text, true);
            return text.toString();
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
