package community
import ("testing";"bytes";"fmt";"encoding/csv";"io")
func gen(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`"Parent Department","Organisation","Unit","Reporting Senior Post","Grade","Payscale Minimum (£)","Payscale Maximum (£)","Generic Job Title","Number of Posts in FTE","Professional/Occupational Group","source_file","source_line"`+"\r\n")
	profs:=[]string{"Policy","Operational delivery","Knowledge and Information Management (KIM)","","Finance"}
	for i:=range n { fmt.Fprintf(&b, `"Home Office","Home Office","Private Office %d","1PO%04d","Grade %d","44656","55264","Private Secretary","%d.%02d","%s","/data/homeoffice/2011-03-31/HomeOffice_organogramdata_310311.xls","juniorPosts%d"`+"\r\n", i%50, i%1000, i%7, i%9, i%100, profs[i%5], i) }
	return b.Bytes()
}
func BenchmarkTmp(b *testing.B){
	f:=gen(200000)
	b.Run("roster", func(b *testing.B){ b.ReportAllocs(); for b.Loop(){ a,_,err:=Areas(ReadRoster(bytes.NewReader(f),RosterOptions{}),FTE); if err!=nil||len(a)!=4 {b.Fatal(err,len(a))} } })
	b.Run("bare", func(b *testing.B){ b.ReportAllocs(); for b.Loop(){ r:=csv.NewReader(bytes.NewReader(f)); r.ReuseRecord=true; for { _,err:=r.Read(); if err==io.EOF {break}; if err!=nil {b.Fatal(err)} } } })
}
