#include <QTest>
class TestSpaceLearning : public QObject { Q_OBJECT };
QTEST_GUILESS_MAIN(TestSpaceLearning)
#include "test_space_learning.moc"
